import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  V1NetworkPolicy,
  V1Pod,
  V1Service,
} from '@kubernetes/client-node';
import type { Dependency, Neighbour } from '../domain/preflight/facts';
import { labelsOfDependency } from '../domain/preflight/reach';
import { orNone, see, seeAll } from './calls';
import { TYPES } from './types';

/** The other side of each dependency, in their order. */
export async function readNeighbours(
  reader: KubernetesClient,
  {
    dependencies,
    ...at
  }: {
    dependencies: readonly Dependency[];
    /** Of those that do not say theirs. */
    namespace: string;
    signal?: AbortSignal;
  },
): Promise<Neighbour[]> {
  return Promise.all(
    dependencies.map(wanted =>
      readOne(reader, wanted, {
        namespace: wanted.namespace ?? at.namespace,
        signal: at.signal,
      }),
    ),
  );
}

async function readOne(
  reader: KubernetesClient,
  wanted: Dependency,
  within: { namespace: string; signal?: AbortSignal },
): Promise<Neighbour> {
  const { namespace, signal } = within;
  const { name } = wanted;
  const labels = Object.entries(labelsOfDependency(wanted));
  const [service, pods, policies] = await Promise.all([
    name
      ? see<V1Service>(
          reader,
          { type: TYPES.Service, namespace, name },
          { signal },
        )
      : ({ is: 'unknown' } as const),
    labels.length > 0
      ? seeAll(
          reader.list<V1Pod>(TYPES.Pod, {
            ...within,
            labelSelector: labels.map(pair => pair.join('=')).join(','),
          }),
        )
      : undefined,
    orNone(reader.list<V1NetworkPolicy>(TYPES.NetworkPolicy, within)),
  ]);
  return { service, pods, policies };
}
