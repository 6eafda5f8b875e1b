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
import type { Progress, World } from '../world/types.ts';
import { asStep } from './terminal.ts';

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
  /** Instead of the usual port, or a free one. */
  port?: number;
  progress: Progress;
  signal?: AbortSignal;
  onPartDown?: (part: string, why: string) => void;
}

/** Everything that was started, and its stop. */
export interface Running {
  portal: Portal;
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
  const { root, progress, signal, clusters } = options;
  const names = worldNames(options.name, options.ownCluster ? 0 : clusters);
  await cleanUp(root, options.name);
  const worlds: World[] = [];
  try {
    await settleBoth(
      bringUpWorlds(names, options, worlds),
      preparePages(options),
    );
    const portal = await asStep(progress, ['Portal', 20], async () =>
      startPortal({
        root,
        name: options.name,
        signal,
        settings: {
          port: options.port ?? (await freePort()),
          as: options.as,
          devClusters: await Promise.all(
            worlds.map((world, index) =>
              asCluster(world, worldNames('dev', clusters)[index]),
            ),
          ),
          ownCluster: options.ownCluster,
        },
        onExit: why => options.onPartDown?.('portal', why),
      }),
    );
    const components = await asStep(progress, ['Catalog', 5], () =>
      untilCatalogHas(portal.url, SHOP_COMPONENTS),
    );
    const stop = async () => {
      worlds.forEach(world => world.unwatch());
      await portal.stop();
      await Promise.all(names.map(name => downWorld({ root, name })));
    };
    return { portal, worlds, components, stop };
  } catch (error) {
    worlds.forEach(world => world.unwatch());
    await cleanUp(root, options.name);
    throw error;
  }
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
): Promise<void> {
  if (names.length === 0) {
    return;
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
    await seedWorld({
      kubeconfig: world.kubeconfig,
      root,
      realNode: world.state.nodes.real.length > 0,
      progress,
    });
  }
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
  };
}

/** Like Promise.all, but lets the other one end before it fails: nothing is left half done in the background. */
async function settleBoth(...work: Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(work)) {
    if (outcome.status === 'rejected') {
      throw outcome.reason;
    }
  }
}

/** Runs until the process is told to stop; says what dies in between. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(3_600_000, undefined, { signal }).catch(() => undefined);
  }
}
