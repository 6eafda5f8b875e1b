import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp, installPackages } from '../portal/prepare.ts';
import {
  freePort,
  removePortal,
  startPortal,
  untilCatalogHas,
  type Portal,
  type PortalOptions,
} from '../portal/portal.ts';
import { secret } from '../services/secrets.ts';
import { atHand } from '../services/up.ts';
import type { ServiceName, World } from '../world/types.ts';
import { downWorld, listWorlds } from '../world/index.ts';
import { upLateServices } from './lateServices.ts';
import { asStep } from './terminal.ts';
import {
  bringUpWorlds,
  devClusters,
  serviceOptions,
  settleBoth,
  worldNames,
  type BringUpOptions,
  type DevWorlds,
} from './worlds.ts';

export type { BringUpOptions };

/** The demo shop has at least this many components. */
const SHOP_COMPONENTS = 9;

/** Everything that was started, and its stop. */
export interface Running {
  /** Another one after `late`, if that brought something the portal has to know. */
  portal: Portal;
  /** Services that have to be built or fetched first, and come while the portal can be used. */
  coming: ServiceName[];
  /** Resolves when also these stand; never fails. */
  late: Promise<void>;
  worlds: World[];
  components: string[];
  stop(): Promise<void>;
}

/**
 * From a clone to a portal that answers. What does not depend on each other
 * runs at the same time: packages and pages on one side, the world on the
 * other; then the portal beside the demo's workloads.
 */
export async function bringUp(options: BringUpOptions): Promise<Running> {
  const { root, progress, clusters } = options;
  const names = worldNames(options.name, options.ownCluster ? 0 : clusters);
  await cleanUp(root, options.name);
  const made: DevWorlds = { worlds: [], seeding: [] };
  let failed = false;
  const given = {
    ...options,
    port: await freePort(options.port),
    // What ends because all of it is taken down again is nobody's trouble.
    onPartDown: (part: string, why: string) =>
      failed || options.onPartDown?.(part, why),
  };
  try {
    await settleBoth(bringUpWorlds(names, given, made), preparePages(options));
    const settings = await portalOptions(given, made);
    const [portal] = await settleBoth(
      asStep(progress, ['Portal', 20], () => startPortal(settings)),
      Promise.all(made.seeding),
    );
    const components = await asStep(progress, ['Catalog', 5], () =>
      untilCatalogHas(portal.url, SHOP_COMPONENTS),
    );
    return withLateServices(given, made, settings, { portal, components });
  } catch (error) {
    failed = true;
    made.worlds.forEach(world => world.unwatch());
    await cleanUp(root, options.name);
    await Promise.allSettled(made.seeding);
    throw error;
  }
}

/** Begins what takes minutes the first time, now that the portal can be used. */
function withLateServices(
  options: BringUpOptions & { port: number },
  { worlds, tools }: DevWorlds,
  settings: PortalOptions,
  { portal, components }: Pick<Running, 'portal' | 'components'>,
): Running {
  const { root, signal } = options;
  const stopped = new AbortController();
  const coming = tools ? atHand(root, options.services ?? []).later : [];
  const running: Running = {
    portal,
    coming,
    late: Promise.resolve(),
    worlds,
    components,
    stop: async () => {
      stopped.abort(new Error('Stopped'));
      worlds.forEach(world => world.unwatch());
      await running.late;
      await running.portal.stop();
      await Promise.all(
        worlds.map(({ state }) => downWorld({ root, name: state.name })),
      );
    },
  };
  if (tools && coming.length > 0) {
    const signals = [signal, stopped.signal].filter(one => one !== undefined);
    running.late = upLateServices(
      {
        names: coming,
        services: serviceOptions(
          { ...options, signal: AbortSignal.any(signals) },
          tools,
          worlds[0],
        ),
        portal: settings,
        onPortal: again => Object.assign(running, { portal: again }),
      },
      portal,
    ).catch(() => undefined);
  }
  return running;
}

async function portalOptions(
  options: BringUpOptions & { port: number },
  { worlds }: DevWorlds,
): Promise<PortalOptions> {
  const { root, name, signal, port, as, ownCluster } = options;
  return {
    root,
    name,
    signal,
    settings: {
      port,
      as,
      devClusters: await devClusters(worlds),
      ownCluster,
      sessionSecret: secret(32),
      world: worlds[0]?.state,
    },
    onExit: why => options.onPartDown?.('portal', why),
  };
}

/** Takes away what an earlier run of this name left, say after a crash, however many clusters it had. */
async function cleanUp(root: string, name: string): Promise<void> {
  await removePortal(root, name);
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

/** Runs until the process is told to stop; says what dies in between. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(3_600_000, undefined, { signal }).catch(() => undefined);
  }
}
