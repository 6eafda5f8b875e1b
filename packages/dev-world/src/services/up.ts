import { isGatewayFetched } from '../build/gateway.ts';
import { isMetricsServerBuilt } from '../build/metrics.ts';
import { isProvisionerBuilt } from '../build/storage.ts';
import { isWorkspaceImageAtHand } from '../build/workspace/image.ts';
import { upDatabase } from '../database/up.ts';
import { isForgePrepared, prepareForge, upForge } from '../forge/up.ts';
import type { ForgeOptions } from '../forge/up.ts';
import { prepareGateway, upGateway } from '../gateway/up.ts';
import { prepareMetrics, upMetrics } from '../metrics/up.ts';
import { prepareStorage, upStorage } from '../storage/up.ts';
import { prepareWorkspaces, upWorkspaces } from '../workspaces/up.ts';
import { isRunning, killAll } from '../world/processes.ts';
import { changeState } from '../world/state.ts';
import type {
  ProgressStep,
  Service,
  ServiceName,
  WorldServices,
  WorldState,
} from '../world/types.ts';
import { CannotRun } from './context.ts';
import { describeService, runningService } from './describe.ts';

export type ServiceOptions = ForgeOptions;

interface Kind {
  title: string;
  expectedSeconds: number;
  /** Its programs, as `world.json` names them; none where it is only a thing to have. */
  parts: string[];
  /** Builds or fetches it, each with progress of its own. */
  prepare?(options: ServiceOptions): Promise<unknown>;
  up(options: ServiceOptions): Promise<Service<object>>;
  /** Whether it can start at once, with nothing to build or fetch. */
  isAtHand(root: string): boolean;
}

const KINDS: Record<ServiceName, Kind> = {
  database: {
    title: 'Database (PostgreSQL)',
    expectedSeconds: 3,
    parts: ['database'],
    up: upDatabase,
    isAtHand: () => true,
  },
  gateway: {
    title: 'Gateway (Traefik)',
    expectedSeconds: 5,
    parts: ['gateway'],
    prepare: prepareGateway,
    up: upGateway,
    isAtHand: isGatewayFetched,
  },
  storage: {
    title: 'Volumes (local-path-provisioner)',
    expectedSeconds: 3,
    parts: ['storage'],
    prepare: prepareStorage,
    up: upStorage,
    isAtHand: isProvisionerBuilt,
  },
  forge: {
    title: 'Git forge (Gitea)',
    expectedSeconds: 8,
    parts: ['forge', 'forge-forward', 'builder'],
    prepare: prepareForge,
    up: upForge,
    isAtHand: isForgePrepared,
  },
  workspaces: {
    title: 'Workspace image',
    expectedSeconds: 15,
    parts: [],
    prepare: prepareWorkspaces,
    up: upWorkspaces,
    isAtHand: isWorkspaceImageAtHand,
  },
  metrics: {
    title: 'Metrics API (metrics-server)',
    expectedSeconds: 5,
    parts: ['metrics'],
    prepare: prepareMetrics,
    up: upMetrics,
    isAtHand: isMetricsServerBuilt,
  },
};

/** Those that can start at once, and those that must be built or fetched first. */
export function atHand(root: string, names: ServiceName[]) {
  return {
    now: names.filter(name => KINDS[name].isAtHand(root)),
    later: names.filter(name => !KINDS[name].isAtHand(root)),
  };
}

/**
 * Starts services of a world that is up, side by side. One that this machine
 * cannot run, or that fails, is written down as off with the reason: the world
 * and the portal do without it.
 */
export async function upServices(
  options: ServiceOptions,
  names: ServiceName[],
): Promise<void> {
  const { state } = options;
  await Promise.all(
    names
      .filter(name => !isUp(state, name))
      .map(name => upService(options, name)),
  );
  options.signal?.throwIfAborted();
}

function isUp(state: WorldState, name: ServiceName): boolean {
  const { parts } = KINDS[name];
  if (!runningService(state.services, name)) {
    return false;
  }
  const running = state.parts.filter(part => parts.includes(part.name));
  return (
    running.length >= Math.min(parts.length, 1) && running.every(isRunning)
  );
}

async function upService(
  options: ServiceOptions,
  name: ServiceName,
): Promise<void> {
  const { root, state, progress } = options;
  const kind = KINDS[name];
  const record = (service: Service<object>) =>
    changeState(root, state, world => {
      world.services = { ...world.services, [name]: service } as WorldServices;
    });
  let step: ProgressStep | undefined;
  try {
    await kind.prepare?.(options);
    step = progress.step(kind.title, kind.expectedSeconds);
    record(await kind.up(options));
    step.done(describeService(state.services ?? {}, name));
  } catch (error) {
    await remove(options, kind);
    const { message } = error as Error;
    record({ off: message });
    step ??= progress.step(kind.title);
    if (error instanceof CannotRun || options.signal?.aborted) {
      step.skip(message);
    } else {
      step.fail(error as Error);
    }
  }
}

/** Takes back a service that came up half. */
async function remove(
  { root, state }: ServiceOptions,
  { parts }: Kind,
): Promise<void> {
  const ours = (part: { name: string }) => parts.includes(part.name);
  await killAll(state.parts.filter(ours));
  changeState(root, state, world => {
    world.parts = world.parts.filter(part => !ours(part));
  });
}
