import type { Cluster } from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  KubernetesObject,
  V1LimitRange,
  V1NetworkPolicy,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import type { Dependency, Surroundings } from '../domain/preflight/facts';
import { routeFact } from '../domain/preflight/hosts';
import { lookAt, orNone } from './calls';
import { TYPES } from './types';

/**
 * The namespace and what is in force there, under the reader's account: to be
 * asked only for somebody who may make things in it.
 */
export async function readSurroundings(
  { reader, name: cluster }: Cluster,
  options: {
    namespace: string;
    dependencies?: readonly Dependency[];
    /** Hosts are looked for in the whole cluster, which costs more. */
    withRoutes: boolean;
    signal?: AbortSignal;
  },
): Promise<Surroundings> {
  const { namespace, dependencies = [], withRoutes, signal } = options;
  const within = { namespace, signal };
  const routesOf = (type: 'Ingress' | 'HTTPRoute') =>
    withRoutes
      ? orNone(reader.list<KubernetesObject>(TYPES[type], { signal }))
      : [];
  const [labels, quotas, limitRanges, networkPolicies, ingresses, httpRoutes] =
    await Promise.all([
      labelsOf(reader, namespace, signal),
      orNone(reader.list<V1ResourceQuota>(TYPES.ResourceQuota, within)),
      orNone(reader.list<V1LimitRange>(TYPES.LimitRange, within)),
      orNone(reader.list<V1NetworkPolicy>(TYPES.NetworkPolicy, within)),
      routesOf('Ingress'),
      routesOf('HTTPRoute'),
    ]);
  return {
    cluster,
    namespace,
    namespaceLabels: labels,
    quotas,
    limitRanges,
    networkPolicies,
    routes: [
      // Items of a list say nothing of their kind.
      ...ingresses.map(one => routeFact({ ...one, kind: 'Ingress' })),
      ...httpRoutes.map(one => routeFact({ ...one, kind: 'HTTPRoute' })),
    ],
    labelsOf: await readLabels(reader, dependencies, signal),
  };
}

async function labelsOf(
  reader: Cluster['reader'],
  name: string,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, string>> | undefined> {
  const found = await lookAt(
    reader,
    { type: TYPES.Namespace, name },
    { signal },
  );
  return found && (found.metadata?.labels ?? {});
}

async function readLabels(
  reader: Cluster['reader'],
  dependencies: readonly Dependency[],
  signal?: AbortSignal,
): Promise<Surroundings['labelsOf']> {
  const names = new Set(
    dependencies.flatMap(({ namespace }) => namespace ?? []),
  );
  const entries = await Promise.all(
    [...names].map(async name => [
      name,
      (await labelsOf(reader, name, signal)) ?? {},
    ]),
  );
  return Object.fromEntries(entries);
}
