import { spawnSync } from 'node:child_process';
import { resolveComponent } from '../component/resolveComponent';
import { generateInnerLoop } from '../generate/generateInnerLoop';
import { INNER_LOOP_TOOLS, type InnerLoopTool } from '../generate/tools';
import type { Judge } from './judges/types';
import { readDocuments } from './schemas';
import { SHAPES } from './shapes';

/** Strings that mean something to a shell, a template, YAML, JSON or Starlark. */
export const HOSTILE: readonly string[] = [
  `'); local('touch /tmp/owned'); ('`,
  `")\nlocal("touch /tmp/owned")\n("`,
  `\\'); fail('x') #`,
  `'''`,
  `"""`,
  '\\',
  '\u202egnirts',
  '\u2028',
  '# <<< fairway tilt',
  '# >>> fairway skaffold 0000',
  '---\nkind: Secret',
  '...',
  '&a [*a, *a]',
  '!!python/object/apply:os.system ["id"]',
  '<<: *a',
  'on',
  'null',
  '8080:22',
  '1e3',
  '{{ .Env.TOKEN }}',
  '{{ get_env(name="TOKEN") }}',
  '{% include "/etc/passwd" %}',
  '${TOKEN}',
  '$!{TOKEN}',
  '$(curl example.com)',
  '$!(curl example.com)',
  '${actions.build.orders.outputs.x}',
  '`id`',
  '$HOME',
  '"}, "target": {"path": "pod/x"}, {"',
  '-oProxyCommand=x',
  '😀 é ß',
];

type Place = 'command' | 'context';

/** Harmless, should a shell read more of it than it ought to. */
const WORDS = ['printf', '%s'];

const LAST = WORDS.length;
const PLACES: Record<
  Exclude<InnerLoopTool, 'tilt'>,
  Partial<Record<Place, Array<string | number>>>
> = {
  skaffold: { context: [0, 'deploy', 'kubeContext'] },
  devspace: { command: [0, 'dev', 'orders', 'command', LAST] },
  garden: {
    command: [2, 'spec', 'sync', 'overrides', 0, 'command', LAST],
    context: [0, 'providers', 0, 'context'],
  },
  telepresence: {
    command: [0, 'attachments', 0, 'command', LAST],
    context: [0, 'connection', 'context'],
  },
  mirrord: { context: [0, 'kube_context'] },
  devfile: { command: [0, 'commands', 1, 'exec', 'commandLine'] },
};

const GOOD = ['literal', 'refused', 'absent'] as const;
const isGood = (verdict: string): verdict is (typeof GOOD)[number] =>
  GOOD.some(one => one === verdict);

/** What came of the strings. */
export interface HostileOutcome {
  tried: number;
  literal: number;
  refused: number;
  /** The tool's file holds nothing of that kind. */
  absent: number;
  wrong: string[];
}

/** Puts each string into each file, as a word of the command and as the context. */
export function tryHostile(
  judges: Partial<Record<InnerLoopTool, Judge>>,
): HostileOutcome {
  const outcome: HostileOutcome = {
    tried: 0,
    literal: 0,
    refused: 0,
    absent: 0,
    wrong: [],
  };
  const all = INNER_LOOP_TOOLS.flatMap(tool =>
    HOSTILE.flatMap(text =>
      (['command', 'context'] as const).map(place => ({ tool, text, place })),
    ),
  );
  for (const { tool, text, place } of all) {
    outcome.tried++;
    const verdict = tryOne(tool, text, { place, judge: judges[tool] });
    if (isGood(verdict)) {
      outcome[verdict]++;
    } else {
      outcome.wrong.push(`${tool} ${place} ${text}: ${verdict}`);
    }
  }
  return outcome;
}

function tryOne(
  tool: InnerLoopTool,
  text: string,
  { place, judge }: { place: Place; judge?: Judge },
): string {
  const [{ entity, gathered, target }] = SHAPES;
  const { facts } = resolveComponent(entity, gathered);
  const devCommand = place === 'command' ? [...WORDS, text] : facts.devCommand;
  const context = place === 'context' ? text : target.context;
  let loop;
  try {
    loop = generateInnerLoop(
      tool,
      { ...facts, devCommand },
      { ...target, context },
    );
  } catch (error) {
    return (error as Error).message.includes('context') ? 'refused' : 'thrown';
  }
  const [file] = loop.files;
  if (!file) {
    const isSaid = loop.findings.some(one => one.severity === 'block');
    return isSaid ? 'refused' : 'no file, and no reason';
  }
  const { namespace } = target;
  const [problem] = judge?.({ ...file, namespace }) ?? [];
  return problem ?? compare(tool, file, { text, place });
}

function compare(
  tool: InnerLoopTool,
  file: { path: string; content: string },
  { text, place }: { text: string; place: Place },
): string {
  // Its judge has run it: had a string ended early, that would have failed.
  const held = tool === 'tilt' ? text : heldIn(tool, file, place);
  if (held === undefined) {
    return 'absent';
  }
  return held === text ? 'literal' : `it holds ${held}`;
}

/** What stands where the string was to be; undefined if nothing does. */
function heldIn(
  tool: Exclude<InnerLoopTool, 'tilt'>,
  { path, content }: { path: string; content: string },
  place: Place,
): unknown {
  const documents = readDocuments(path, content);
  const at = PLACES[tool][place];
  const value = at?.reduce<unknown>(
    (one, key) => (one as Record<string | number, unknown> | undefined)?.[key],
    documents,
  );
  return tool === 'devfile' && typeof value === 'string'
    ? spawnSync('sh', ['-c', value], { encoding: 'utf8' }).stdout
    : value;
}
