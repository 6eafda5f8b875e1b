import { readFileSync } from 'node:fs';
import { portalTokens, seedAccess, seedDemo } from '../shop/seed.ts';
import type { DevCluster, OwnCluster } from '../portal/config.ts';
import { buildTools, upWorld } from '../world/index.ts';
import { atHand, upServices } from '../services/up.ts';
import type { ServiceOptions } from '../services/up.ts';
import type { Progress, ServiceName, Tools, World } from '../world/types.ts';

/** Where the environments backend takes what a Gitea tells. */
const WEBHOOK_PATH = '/api/environments/webhooks/gitea';

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

/** Worlds that are up, while the demo's workloads may still be coming. */
export interface DevWorlds {
  worlds: World[];
  /** Missing where no world was wanted. */
  tools?: Tools;
  seeding: Promise<void>[];
}

/** Names of the dev worlds of a run: `dev`, `dev-2`, … */
export function worldNames(name: string, clusters: number): string[] {
  return Array.from({ length: clusters }, (_, index) =>
    index === 0 ? name : `${name}-${index + 1}`,
  );
}

/**
 * Starts the worlds one after the other, and what stands beside the first. It
 * does not wait for the demo's workloads: the portal can start meanwhile.
 *
 * @param made is filled on the way, so that the caller can take it down again
 */
export async function bringUpWorlds(
  names: string[],
  options: BringUpOptions & { port: number },
  made: DevWorlds,
): Promise<void> {
  if (names.length === 0) {
    return;
  }
  const { root, progress, signal } = options;
  made.tools = await buildTools({ root, progress, signal });
  for (const name of names) {
    const world = await upWorld({
      root,
      name,
      tools: made.tools,
      realNode: options.realNode,
      progress,
      signal,
      onPartDown: (part, why) =>
        options.onPartDown?.(`${part} of ${name}`, why),
    });
    made.worlds.push(world);
    const seed = {
      kubeconfig: world.kubeconfig,
      root,
      realNode: world.state.nodes.real.length > 0,
      progress,
    };
    const access = seedAccess(seed);
    const demo = access.then(() => seedDemo(seed));
    // The caller awaits it later; until then its failure is nobody's.
    demo.catch(() => undefined);
    made.seeding.push(demo);
    const wanted = world === made.worlds[0] ? options.services ?? [] : [];
    await settleBoth(
      access,
      upServices(
        serviceOptions(options, made.tools, world),
        atHand(root, wanted).now,
      ),
    );
  }
}

/** How a service of a world is started that works together with the portal. */
export function serviceOptions(
  {
    root,
    progress,
    port,
    signal,
  }: Pick<BringUpOptions, 'root' | 'progress' | 'port' | 'signal'>,
  tools: Tools,
  world: World,
): ServiceOptions {
  return {
    root,
    progress,
    tools,
    state: world.state,
    signal,
    portalUrl: `http://localhost:${port}`,
    webhookPath: WEBHOOK_PATH,
  };
}

/** The worlds as the portal reaches them: `dev` whatever the run is called, as the shop's catalog names it. */
export function devClusters(worlds: World[]): Promise<DevCluster[]> {
  const names = worldNames('dev', worlds.length);
  return Promise.all(
    worlds.map((world, index) => asCluster(world, names[index])),
  );
}

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
export async function settleBoth<A, B>(
  one: Promise<A>,
  other: Promise<B>,
): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}
