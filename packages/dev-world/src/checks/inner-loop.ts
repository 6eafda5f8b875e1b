import path from 'node:path';
import { run as runCommand } from '../build/run.ts';
import { buildStarlark } from '../build/starlark.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { installPackages } from '../portal/prepare.ts';
import { Report } from './lifetime/report.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'inner-loop';
export const summary =
  'files of seven tools for eight kinds of component, judged by schemas that others wrote and by real interpreters, with broken twins and hostile strings';

const TOOLS = 7;
const SHAPES = 8;

interface Outcome {
  /** Why nothing could be judged. */
  skipped?: string;
  withoutPython?: string;
  judged: Array<{
    tool: string;
    judge: string;
    shapes: Array<{
      shape: string;
      files: Array<{ path: string }>;
      problems: string[];
      twins: Array<{ what: string; isRefused: boolean }>;
    }>;
  }>;
  hostile: {
    tried: number;
    literal: number;
    refused: number;
    absent: number;
    wrong: string[];
  };
}

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  await installPackages(root);
  const starlark = await buildStarlark({
    root,
    progress: new TerminalProgress(log),
  });
  const plugin = path.join(root, 'plugins', 'workspaces-common');
  const output = await runCommand(
    [
      process.execPath,
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(plugin, 'src/__testUtils__/main.ts'),
      // Tilt allows statements outside functions, as this flag does.
      ...[starlark, '-globalreassign'],
    ],
    { cwd: plugin },
  );
  const outcome = JSON.parse(output) as Outcome;
  if (outcome.skipped) {
    return { ok: false, line: outcome.skipped };
  }
  const report = new Report(log);
  const figures = [
    judgeAll(outcome, report),
    judgeHostile(outcome, report),
    `${inWords((Date.now() - began) / 1000)} in all`,
  ];
  return {
    ok: report.short.length === 0,
    line: [
      ...report.short,
      ...(outcome.withoutPython ? [`Python: ${outcome.withoutPython}`] : []),
      ...figures,
    ].join('; '),
  };
}

function judgeAll({ judged }: Outcome, report: Report): string {
  const pairs = new Set<string>();
  let twins = 0;
  let refused = 0;
  let files = 0;
  for (const { tool, judge, shapes } of judged) {
    report.title(`${tool}, judged by ${judge}`);
    for (const { shape, files: own, problems, twins: broken } of shapes) {
      const passed = broken.filter(({ isRefused }) => !isRefused);
      twins += broken.length;
      refused += broken.length - passed.length;
      files += own.length;
      pairs.add(`${tool} ${shape}`);
      report.expect(
        `${shape}: ${own.map(file => file.path).join(', ')}; ${
          broken.length
        } broken twins refused`,
        own.length > 0 && problems.length === 0 && passed.length === 0,
        [...problems, ...passed.map(({ what }) => `passed with ${what}`)],
      );
    }
  }
  report.expect(
    `${TOOLS} tools × ${SHAPES} components`,
    pairs.size === TOOLS * SHAPES,
    pairs.size,
  );
  return `${TOOLS} tools × ${SHAPES} components: ${files} verdicts on files by ${judged.length} judges, ${refused} of ${twins} broken twins refused`;
}

function judgeHostile({ hostile }: Outcome, report: Report): string {
  const { tried, literal, refused, absent, wrong } = hostile;
  report.title('Hostile strings as command and context');
  report.expect(
    `${tried} files: ${literal} hold the string literally, ${refused} are refused, with a reason, ${absent} hold nothing of the kind`,
    wrong.length === 0 && literal > 0 && refused > 0,
    wrong.slice(0, 5),
  );
  return `${tried} hostile strings: ${literal} literal, ${refused} refused, ${absent} absent, ${wrong.length} wrong`;
}
