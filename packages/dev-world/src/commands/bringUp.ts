import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { portalTokens, seedWorld } from '../shop/seed.ts';
import type { DevCluster, OwnCluster } from '../portal/config.ts';
import { buildApp, installPackages } from '../portal/prepare.ts';
import {
  freePort,
  startPortal,
  stopPortal,
  untilCatalogHas,
  type Portal,
} from '../portal/portal.ts';
import { buildTools, downWorld, listWorlds, upWorld } from '../world/index.ts';
import { secret } from '../services/secrets.ts';
import { atHand, upServices } from '../services/up.ts';
import type { Progress, ServiceName, Tools, World } from '../world/types.ts';
import { upLateServices } from './lateServices.ts';
import { asStep } from './terminal.ts';

/** Where the environments backend takes what a Gitea tells. */
const WEBHOOK_PATH = '/api/environments/webhooks/gitea';

/** The demo shop has at least this many components. */
const SHOP_COMPONENTS = 9;

export interface BringUpOptions {
  root: string;
  /** Names the worlds and the portal, so that several stand side by side. */
  name: string;
  clusters: number;
  ownCluster?: OwnCluster;
  as?: string;
  realNode?: boolean;
  /** What stands beside the first dev cluster. @default nothing */
  services?: ServiceName[];
  /** Instead of the usual port, or a free one. */
  port?: number;
  progress: Progress;
  signal?: AbortSignal;
  onPartDown?: (part: string, why: string) => void;
}

/** Everything that was started, and its stop. */
export interface Running {
  /** Another one after `late`, if that brought something the portal has to know. */
  portal: Portal;
  /** Resolves when also those services stand that had to be built or fetched first. */
  late: Promise<void>;
  worlds: World[];
  components: string[];
  stop(): Promise<void>;
}

/** Names of the dev worlds of a run: `dev`, `dev-2`, … */
export function worldNames(name: string, clusters: number): string[] {
  return Array.from({ length: clusters }, (_, index) =>
    index === 0 ? name : `${name}-${index + 1}`,
  );
}

/**
 * From a clone to a portal that answers. What does not depend on each other
 * runs at the same time: packages and pages on one side, the world on the other.
 */
export async function bringUp(options: BringUpOptions): Promise<Running> {
  const { root, progress, clusters } = options;
  const names = worldNames(options.name, options.ownCluster ? 0 : clusters);
  await cleanUp(root, options.name);
  const worlds: World[] = [];
  const given: BringUpOptions & { port: number } = {
    ...options,
    port: options.port ?? (await freePort()),
  };
  try {
    const [tools] = await settleBoth(
      bringUpWorlds(names, given, worlds),
      preparePages(options),
    );
    const settings = await portalOptions(given, worlds);
    const running: Running = {
      worlds,
      portal: await asStep(progress, ['Portal', 20], () =>
        startPortal(settings),
      ),
      components: [],
      late: Promise.resolve(),
      stop: async () => undefined,
    };
    running.components = await asStep(progress, ['Catalog', 5], () =>
      untilCatalogHas(running.portal.url, SHOP_COMPONENTS),
    );
    const stopped = new AbortController();
    if (tools && worlds.length > 0) {
      const services = serviceOptions(given, tools, worlds[0], stopped.signal);
      running.late = upLateServices(
        {
          names: atHand(root, options.services ?? []).later,
          services,
          portal: settings,
          onPortal: portal => Object.assign(running, { portal }),
        },
        running.portal,
      ).catch(() => undefined);
    }
    running.stop = async () => {
      stopped.abort(new Error('Stopped'));
      worlds.forEach(world => world.unwatch());
      await running.late;
      await running.portal.stop();
      await Promise.all(names.map(name => downWorld({ root, name })));
    };
    return running;
  } catch (error) {
    worlds.forEach(world => world.unwatch());
    await cleanUp(root, options.name);
    throw error;
  }
}

async function portalOptions(
  options: BringUpOptions & { port: number },
  worlds: World[],
): Promise<Parameters<typeof startPortal>[0]> {
  const { root, name, signal, clusters } = options;
  return {
    root,
    name,
    signal,
    settings: {
      port: options.port,
      as: options.as,
      devClusters: await Promise.all(
        worlds.map((world, index) =>
          asCluster(world, worldNames('dev', clusters)[index]),
        ),
      ),
      ownCluster: options.ownCluster,
      sessionSecret: secret(32),
      world: worlds[0]?.state,
    },
    onExit: why => options.onPartDown?.('portal', why),
  };
}

function serviceOptions(
  { root, progress, port, signal }: BringUpOptions,
  tools: Tools,
  world: World,
  stopped?: AbortSignal,
) {
  const signals = [signal, stopped].filter(one => one !== undefined);
  return {
    root,
    progress,
    tools,
    state: world.state,
    signal: AbortSignal.any(signals),
    portalUrl: `http://localhost:${port}`,
    webhookPath: WEBHOOK_PATH,
  };
}

/** Takes away what an earlier run of this name left, say after a crash, however many clusters it had. */
async function cleanUp(root: string, name: string): Promise<void> {
  await stopPortal(root, name);
  const left = listWorlds(root).filter(
    world => world.name.replace(/-\d+$/, '') === name,
  );
  for (const world of left) {
    await downWorld({ root, name: world.name });
  }
}

async function preparePages({ root, progress, signal }: BringUpOptions) {
  await asStep(progress, ['Packages (yarn install)', 180], async () => {
    await installPackages(root, signal);
  });
  await asStep(progress, ['Pages of the portal', 60], async () => {
    await buildApp(root, signal);
  });
}

async function bringUpWorlds(
  names: string[],
  options: BringUpOptions,
  worlds: World[],
): Promise<Tools | undefined> {
  if (names.length === 0) {
    return undefined;
  }
  const { root, progress, signal } = options;
  const tools = await buildTools({ root, progress, signal });
  for (const name of names) {
    const world = await upWorld({
      root,
      name,
      tools,
      realNode: options.realNode,
      progress,
      signal,
      onPartDown: (part, why) =>
        options.onPartDown?.(`${part} of ${name}`, why),
    });
    worlds.push(world);
    const services = world === worlds[0] ? options.services ?? [] : [];
    await settleBoth(
      seedWorld({
        kubeconfig: world.kubeconfig,
        root,
        realNode: world.state.nodes.real.length > 0,
        progress,
      }),
      upServices(
        serviceOptions(options, tools, world),
        atHand(root, services).now,
      ),
    );
  }
  return tools;
}

/** The cluster is called `dev` whatever the run is called: the shop's catalog names it. */
async function asCluster(world: World, name: string): Promise<DevCluster> {
  const tokens = await portalTokens(world.kubeconfig);
  const kubeconfig = JSON.parse(readFileSync(world.kubeconfig, 'utf8')) as {
    clusters: { cluster: { 'certificate-authority-data': string } }[];
  };
  return {
    name,
    title: `Dev world ${world.state.name}`,
    server: world.state.server,
    caData: kubeconfig.clusters[0].cluster['certificate-authority-data'],
    readerToken: tokens.reader,
    actorToken: tokens.actor,
    operatorToken: tokens.operator,
  };
}

/** Like Promise.all, but lets the other one end before it fails: nothing is left half done in the background. */
async function settleBoth<A, B>(
  one: Promise<A>,
  other: Promise<B>,
): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** Runs until the process is told to stop; says what dies in between. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(3_600_000, undefined, { signal }).catch(() => undefined);
  }
}
