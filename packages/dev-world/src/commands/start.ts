import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeServices } from '../services/describe.ts';
import { findRoot } from '../world/paths.ts';
import type { World } from '../world/types.ts';
import { bringUp, untilStopped } from './bringUp.ts';
import { HELP, parseStartOptions, type StartOptions } from './startOptions.ts';
import { stopSignal } from './stopSignal.ts';
import { inWords, TerminalProgress } from './terminal.ts';

/** What stands beside the cluster; what comes later says so itself. */
const serviceLines = (worlds: World[]) =>
  worlds.flatMap(({ state }) =>
    Object.entries(describeServices(state.services)).map(
      ([name, line]) => `  ${name}: ${line}`,
    ),
  );

async function start(options: StartOptions): Promise<void> {
  const root = findRoot();
  const signal = stopSignal();
  const began = Date.now();
  console.log(
    'Fairway: setting up. The first start can take up to 15 minutes, later ones less than one.',
  );
  const running = await bringUp({
    root,
    name: options.name,
    clusters: options.clusters,
    ownCluster: ownCluster(options),
    as: options.as,
    port: options.port,
    realNode: options.realNode,
    services: options.services,
    progress: new TerminalProgress(),
    signal,
    onPartDown: (part, why) => console.error(`  ! ${part} is down: ${why}`),
  });
  console.log(
    [
      '',
      `Ready after ${inWords((Date.now() - began) / 1000)}. Open ${
        running.portal.url
      }`,
      `  ${
        running.components.length
      } services in the catalog: ${running.components.join(', ')}`,
      options.as
        ? `  signed in as ${options.as}`
        : '  sign in as Alice, Bob, Carol or Pat',
      ...serviceLines(running.worlds),
      ...running.coming.map(
        name => `  ${name}: comes later, while you look around`,
      ),
      ...running.worlds.map(
        world =>
          `  kubectl --kubeconfig ${path.relative(
            process.cwd(),
            world.kubeconfig,
          )} get pods -A`,
      ),
      '  Ctrl-C stops everything',
      '',
    ].join('\n'),
  );
  await untilStopped(signal);
  console.log('Stopping …');
  await running.stop();
  console.log('Stopped.');
}

function ownCluster(options: StartOptions) {
  if (!options.kubeconfig) {
    return undefined;
  }
  const file = path.resolve(
    process.env.INIT_CWD ?? process.cwd(),
    options.kubeconfig,
  );
  if (!existsSync(file)) {
    throw new Error(
      `--kubeconfig ${options.kubeconfig}: there is no such file`,
    );
  }
  return { name: options.context ?? 'own', file, context: options.context };
}

async function main(): Promise<void> {
  const options = parseStartOptions(process.argv.slice(2));
  if (options.help) {
    console.log(HELP);
    return;
  }
  await start(options);
}

main().then(
  () => process.exit(0),
  error => {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exit(1);
  },
);
