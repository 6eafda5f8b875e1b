import { parseArgs } from 'node:util';
import { parseServices } from './services/names.ts';
import { findRoot } from './world/paths.ts';
import {
  buildTools,
  downWorld,
  kubeconfigFor,
  listWorlds,
  renderStatus,
  upServices,
  upWorld,
  worldStatus,
} from './world/index.ts';
import type { Progress } from './world/index.ts';

const HELP = `A real Kubernetes on this machine, for developing and testing.

Usage: yarn dev-world COMMAND [--name NAME]

Commands
  up           start a world, or use the one that runs; builds what is missing
  down         stop it and remove everything it made
  status       what runs, what is dead, which nodes are ready
  kubeconfig   print the path of a kubeconfig
  seed         fill it with the demonstration
  list         the worlds of this repository

Options
  --name NAME            which world (default: dev); several run side by side
  --no-real-node         up: simulated nodes only
  --simulated-nodes N    up: how many (default: 3)
  --with LIST            up: also these of database, gateway, storage, forge and
                         workspaces; all for all of them
  --as PERSON            kubeconfig: of alice, bob or platform instead of the administrator
  --all                  down: every world of this repository
  --json                 status: for programs
  --help
`;

const OPTIONS = {
  name: { type: 'string', default: 'dev' },
  'no-real-node': { type: 'boolean', default: false },
  'simulated-nodes': { type: 'string', default: '3' },
  with: { type: 'string', default: '' },
  as: { type: 'string' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>['values'];

const parse = (args: string[]) =>
  parseArgs({ args, options: OPTIONS, allowPositionals: true });

interface Call {
  root: string;
  values: Values;
  print(text: string): void;
}

type Seed = (opts: {
  kubeconfig: string;
  root: string;
  realNode: boolean;
  progress: Progress;
}) => Promise<void>;

/** Progress as plain lines, for logs and pipes. */
export function plainProgress(print: (line: string) => void): Progress {
  return {
    step(name, expectedSeconds) {
      print(
        `${name} …${
          expectedSeconds && expectedSeconds > 20
            ? ` (about ${expectedSeconds} s)`
            : ''
        }`,
      );
      return {
        done: note => print(`${name}: ${note ?? 'done'}`),
        skip: why => print(`${name}: skipped, ${why}`),
        fail: error => print(`${name}: failed: ${error.message}`),
      };
    },
  };
}

async function up({ root, values, print }: Call): Promise<number> {
  const count = Number(values['simulated-nodes']);
  if (!Number.isInteger(count) || count < 0 || count > 1000) {
    throw new Error('--simulated-nodes must be a number between 0 and 1000');
  }
  const progress = plainProgress(print);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('Interrupted')));
  process.once('SIGTERM', () => stop.abort(new Error('Interrupted')));
  const services = parseServices(values.with);
  const tools = await buildTools({ root, progress, signal: stop.signal });
  const world = await upWorld({
    root,
    name: values.name,
    tools,
    realNode: values['no-real-node'] ? false : undefined,
    simulatedNodes: count,
    progress,
    signal: stop.signal,
  });
  await upServices(
    { root, state: world.state, tools, progress, signal: stop.signal },
    services,
  );
  print(`KUBECONFIG=${world.kubeconfig}`);
  return 0;
}

async function down({ root, values, print }: Call): Promise<number> {
  const names = values.all
    ? listWorlds(root).map(world => world.name)
    : [values.name];
  for (const name of names) {
    await downWorld({ root, name });
    print(`World '${name}' is down`);
  }
  return 0;
}

/** Ends with 1 unless the world is up, so that scripts can ask. */
async function status({ root, values, print }: Call): Promise<number> {
  const found = await worldStatus({ root, name: values.name });
  print(values.json ? JSON.stringify(found, null, 2) : renderStatus(found));
  return found.health === 'up' ? 0 : 1;
}

function stateOf({ root, values }: Call) {
  const state = listWorlds(root).find(world => world.name === values.name);
  if (!state) {
    throw new Error(
      `There is no world '${values.name}': start it with 'yarn dev-world up'`,
    );
  }
  return state;
}

async function kubeconfig(call: Call): Promise<number> {
  call.print(kubeconfigFor({ state: stateOf(call) }, call.values.as));
  return 0;
}

async function seed(call: Call): Promise<number> {
  const state = stateOf(call);
  // Loaded only here: a world without the demonstration does not need it.
  const { seedWorld } = (await import('./shop/seed.ts')) as {
    seedWorld: Seed;
  };
  await seedWorld({
    kubeconfig: state.kubeconfig,
    root: call.root,
    realNode: state.nodes.real.length > 0,
    progress: plainProgress(call.print),
  });
  return 0;
}

async function list({ root, print }: Call): Promise<number> {
  listWorlds(root).forEach(world =>
    print(`${world.name}  ${world.phase}  ${world.server}`),
  );
  return 0;
}

const COMMANDS: Record<string, (call: Call) => Promise<number>> = {
  up,
  down,
  status,
  kubeconfig,
  seed,
  list,
};

/** Runs `yarn dev-world …` and returns the exit code. */
export async function main(
  args: string[],
  print: (line: string) => void = line => process.stdout.write(`${line}\n`),
): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    print(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  const [name, ...rest] = parsed.positionals;
  if (parsed.values.help || name === undefined) {
    print(HELP);
    return parsed.values.help ? 0 : 2;
  }
  const command = COMMANDS[name];
  if (!command || rest.length > 0) {
    print(`Unknown command '${[name, ...rest].join(' ')}'\n\n${HELP}`);
    return 2;
  }
  try {
    return await command({ root: findRoot(), values: parsed.values, print });
  } catch (error) {
    print(`Error: ${(error as Error).message}`);
    return 1;
  }
}
