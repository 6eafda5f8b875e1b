import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  GoldenPathPlace,
  GoldenPathPlaces,
  GoldenPathRoom,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { isPassing } from '../domain/passing';
import { podSecurityOf, stageOf } from '../domain/preflight/podSecurity';
import { roomLeft } from '../domain/preflight/quota';
import type { People, PersonAt } from './People';
import { readSurroundings } from './readSurroundings';
import { TYPES } from './types';

/** Namespaces of a cluster that are asked about in one go. */
const MOST = 200;
/** Questions at a time. */
const CONCURRENCY = 16;
/** Nobody starts a service there. */
const SYSTEM = /^(kube-|fairway-system$)/;

/** Where a person may make workloads, and what is left there. @public */
export class Places {
  private constructor(private readonly people: People) {}

  static create(options: { people: People }): Places {
    return new Places(options.people);
  }

  /** A cluster that does not answer is an error beside what the others say. */
  async list(
    { search, signal }: { search?: string; signal?: AbortSignal },
    credentials: BackstageCredentials,
  ): Promise<GoldenPathPlaces> {
    const everywhere = await this.people.everywhere(credentials);
    const answers = await Promise.all(
      everywhere.map(async at => {
        try {
          return await placesAt(at, { search, signal });
        } catch (error) {
          return {
            places: [],
            truncated: false,
            error: {
              cluster: at.cluster.name,
              message: (error as Error).message,
            },
          };
        }
      }),
    );
    return {
      places: answers.flatMap(({ places }) => places),
      clusters: everywhere.map(({ cluster }) => ({
        cluster: cluster.name,
        clusterTitle: cluster.title,
      })),
      truncated: answers.some(({ truncated }) => truncated),
      errors: answers.flatMap(answer =>
        'error' in answer ? answer.error : [],
      ),
    };
  }

  /** @throws NotAllowedError if the person may make nothing there; what the cluster said if it did not answer that */
  async room(
    where: { cluster: string; namespace: string; signal?: AbortSignal },
    credentials: BackstageCredentials,
  ): Promise<GoldenPathRoom> {
    const { cluster, namespace, signal } = where;
    const at = await this.people.at(cluster, credentials);
    await requirePlace(at, namespace);
    const around = await readSurroundings(at.cluster, {
      namespace,
      signal,
    });
    return {
      cluster,
      namespace,
      quotas: roomLeft(around.quotas),
      podSecurity: podSecurityOf(around.namespaceLabels),
    };
  }

  /** @throws NotAllowedError if the person may make nothing there; what the cluster said if it did not answer that */
  async require(
    { cluster, namespace }: { cluster: string; namespace: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    await requirePlace(await this.people.at(cluster, credentials), namespace);
  }
}

async function requirePlace(at: PersonAt, namespace: string): Promise<void> {
  const { allowed, failure } = await ask(at, namespace);
  if (failure) {
    // A cluster that is down has not said no.
    throw failure;
  }
  if (!allowed) {
    throw new NotAllowedError(
      `You may not create workloads in namespace '${namespace}' of cluster '${at.cluster.name}'`,
    );
  }
}

async function mayUse(at: PersonAt, namespace?: string): Promise<boolean> {
  return (await ask(at, namespace)).allowed;
}

function ask(at: PersonAt, namespace?: string) {
  return at.client.mayI({
    verb: 'create',
    type: TYPES.Deployment,
    namespace,
  });
}

async function placesAt(
  at: PersonAt,
  { search = '', signal }: { search?: string; signal?: AbortSignal },
): Promise<{ places: GoldenPathPlace[]; truncated: boolean }> {
  const found = await at.cluster.reader.list(TYPES.Namespace, { signal });
  const candidates = found.filter(
    ({ metadata }) =>
      !metadata?.deletionTimestamp &&
      !SYSTEM.test(metadata?.name ?? '') &&
      !isPassing(metadata?.labels) &&
      metadata?.name?.includes(search.toLowerCase()),
  );
  const asked = candidates.slice(0, MOST);
  const everywhere = await mayUse(at);
  const allowed = everywhere
    ? asked.map(() => true)
    : await inParallel(asked, ({ metadata }) => mayUse(at, metadata?.name));
  return {
    places: asked
      .filter((_, i) => allowed[i])
      .map(({ metadata }) => ({
        cluster: at.cluster.name,
        clusterTitle: at.cluster.title,
        namespace: metadata?.name ?? '',
        stage: stageOf(metadata?.labels),
      })),
    truncated: candidates.length > asked.length,
  };
}

async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CONCURRENCY }, async () => {
      while (next < items.length) {
        const i = next++;
        results[i] = await work(items[i]);
      }
    }),
  );
  return results;
}
