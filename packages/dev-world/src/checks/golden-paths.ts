import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildNetworkJudge } from '../build/networkJudge.ts';
import { buildTemplateJudges } from '../build/templateJudges.ts';
import type { TemplateJudges } from '../build/templateJudges.ts';
import { plainProgress } from '../cli.ts';
import { inWords } from '../commands/terminal.ts';
import { allCombinations } from '../goldenPaths/combinations.ts';
import { followGuide } from '../goldenPaths/guide.ts';
import { Renderer, templatesFolder } from '../goldenPaths/Renderer.ts';
import { startScaffolder } from '../goldenPaths/scaffolder.ts';
import type { Rendered } from '../goldenPaths/types.ts';
import { testVariables } from '../services/testVariables.ts';
import { upServices } from '../services/up.ts';
import { Api } from '../world/api.ts';
import { buildTools, downWorld, upWorld } from '../world/index.ts';
import type { WorldState } from '../world/types.ts';
import { furnish } from './golden-paths/cluster.ts';
import { examine, hear, type Verdict } from './golden-paths/court.ts';
import { alertsJudge } from './golden-paths/judges/alerts.ts';
import { apiServerJudge, DryRun } from './golden-paths/judges/apiServer.ts';
import { catalogJudge } from './golden-paths/judges/catalog.ts';
import { networkJudge } from './golden-paths/judges/network.ts';
import { gitJudge } from './golden-paths/judges/commits.ts';
import {
  helmReleaseJudge,
  kubectlJudge,
} from './golden-paths/judges/deploys.ts';
import { helmJudge, kustomizeJudge } from './golden-paths/judges/packaging.ts';
import {
  actionlintJudge,
  hadolintJudge,
  hclJudge,
  kubeScoreJudge,
  promtoolJudge,
  shellcheckJudge,
} from './golden-paths/judges/programs.ts';
import { secretsJudge } from './golden-paths/judges/secrets.ts';
import { UnitTests } from './golden-paths/judges/unitTests.ts';
import { subjectOf } from './golden-paths/subject.ts';
import type { Judge, Subject } from './golden-paths/types.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'golden-paths';
export const summary =
  'every template, also that of the guide, × language × packaging × delivery, by the real scaffolder; judged by programs of others, a real API server and the tests inside';

/** How many failures are printed whole. */
const MOST_PRINTED = 20;

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const began = Date.now();
  const progress = plainProgress(log);
  const judges = await buildTemplateJudges({ root, progress });
  const cyclonus = await buildNetworkJudge({ root, progress });
  const rendered = await renderAll(root, log);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-golden-paths-'));
  const world = `check-${process.pid}-g`;
  try {
    const tools = await buildTools({ root, progress });
    const { state } = await upWorld({
      root,
      name: world,
      tools,
      progress,
      realNode: false,
      // Which is why a rollout ends.
      simulatedNodes: 1,
    });
    await upServices({ root, state, tools, progress }, ['database']);
    const court: Court = { root, folder, log, judges, cyclonus, state };
    return await judgeAll(court, rendered, began);
  } finally {
    await downWorld({ root, name: world });
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Court {
  root: string;
  folder: string;
  log(line: string): void;
  judges: TemplateJudges;
  cyclonus: string;
  state: WorldState;
}

async function renderAll(
  root: string,
  log: (line: string) => void,
): Promise<Rendered[]> {
  const began = Date.now();
  const scaffolder = await startScaffolder();
  // Beside ours, the golden path that the guide makes.
  const guided = followGuide(root);
  const folder = templatesFolder(guided);
  try {
    const renderer = Renderer.create({ folder, scaffolder });
    const rendered: Rendered[] = [];
    for (const combination of allCombinations(folder)) {
      rendered.push(await renderer.render(combination));
    }
    log(
      `Rendered ${rendered.length} combinations in ${inWords(
        (Date.now() - began) / 1000,
      )}`,
    );
    return rendered;
  } finally {
    rmSync(guided, { recursive: true, force: true });
    await scaffolder.stop();
  }
}

async function judgeAll(
  court: Court,
  rendered: Rendered[],
  began: number,
): Promise<CheckResult> {
  const { root, folder, log, judges, state } = court;
  const api = Api.fromKubeconfig(state.kubeconfig);
  try {
    await furnish(api, {
      definitions: judges.definitions,
      platform: path.join(templatesFolder(root), 'platform'),
    });
    const subjects: Subject[] = [];
    for (const [index, one] of rendered.entries()) {
      subjects.push(
        await subjectOf(one, path.join(folder, `${index}`), judges),
      );
    }
    const tests = UnitTests.create(databaseOf(state));
    const delivery = { ...judges, kubeconfig: state.kubeconfig };
    const bench: Judge[] = [
      kustomizeJudge(judges),
      helmJudge(judges),
      apiServerJudge(DryRun.create(api)),
      secretsJudge(),
      networkJudge(court.cyclonus),
      kubeScoreJudge(judges),
      hadolintJudge(judges),
      actionlintJudge(judges),
      shellcheckJudge(judges),
      promtoolJudge(judges),
      alertsJudge(judges),
      hclJudge(judges),
      await catalogJudge(),
      kubectlJudge(delivery),
      helmReleaseJudge(delivery),
      gitJudge(delivery),
      tests.judge(),
    ];
    const verdicts: Verdict[] = [];
    const blind: string[] = [];
    for (const judge of bench) {
      const verdict = await hear(judge, subjects);
      verdicts.push(verdict);
      blind.push(
        ...(await examine(judge, subjects, (broken, at) =>
          subjectOf(broken, at, judges),
        )),
      );
      log(
        `${judge.name.padEnd(12)} ${String(verdict.combinations).padStart(
          4,
        )} combinations, ${String(verdict.distinct).padStart(
          4,
        )} things that differ, ${verdict.failures.length} failures`,
      );
      verdict.failures.slice(0, MOST_PRINTED).forEach(one => log(`  ${one}`));
    }
    blind.forEach(one => log(`SHORT ${one}`));
    return summed({ subjects, verdicts, blind, tests: tests.passed, began });
  } finally {
    api.close();
  }
}

/** A database in which everything may be done. */
function databaseOf(state: WorldState): string | undefined {
  const found = Object.entries(testVariables(state)).find(([variable]) =>
    variable.startsWith('BACKSTAGE_TEST_DATABASE_POSTGRES'),
  );
  return found?.[1];
}

function summed(all: {
  subjects: Subject[];
  verdicts: Verdict[];
  blind: string[];
  tests: number;
  began: number;
}): CheckResult {
  const { subjects, verdicts, blind, tests, began } = all;
  const sum = (of: (verdict: Verdict) => number) =>
    verdicts.reduce((total, verdict) => total + of(verdict), 0);
  const failures = sum(({ failures: list }) => list.length);
  return {
    ok: failures === 0 && blind.length === 0,
    line: [
      `${subjects.length} combinations × ${verdicts.length} judges = ${sum(
        ({ combinations }) => combinations,
      )} verdicts on ${sum(({ distinct }) => distinct)} things that differ`,
      `${failures} failures`,
      `${verdicts.length - blind.length} of ${
        verdicts.length
      } judges refuse a broken twin`,
      `${tests} tests of the skeletons passed`,
      inWords((Date.now() - began) / 1000),
    ].join(', '),
  };
}
