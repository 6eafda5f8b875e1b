import type {
  Cluster,
  KubernetesClient,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type {
  KubernetesObject,
  V1IngressClass,
  V1LimitRange,
  V1NetworkPolicy,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import { neededConfigMaps } from '../domain/preflight/configMaps';
import type { Dependency, Surroundings } from '../domain/preflight/facts';
import { hostsOf, routeFact } from '../domain/preflight/hosts';
import { lookAt, orNone, see, seeAll } from './calls';
import { readNeighbours } from './readNeighbours';
import { TYPES } from './types';

interface Where {
  namespace: string;
  signal?: AbortSignal;
}

/**
 * The namespace and what is in force there, under the reader's account: to be
 * asked only for somebody who may make things in it. Of ConfigMaps, the person is
 * asked whether they are there, and nothing of what they hold.
 */
export async function readSurroundings(
  { reader, name: cluster }: Cluster,
  options: Where & {
    /** What is to be made; hosts are looked for only if there are any. */
    objects?: readonly Manifest[];
    dependencies?: readonly Dependency[];
    /** The client of the person. */
    person?: KubernetesClient;
  },
): Promise<Surroundings> {
  const {
    namespace,
    dependencies = [],
    objects = [],
    person,
    signal,
  } = options;
  const within = { namespace, signal };
  const [
    labels,
    quotas,
    limitRanges,
    networkPolicies,
    doors,
    side,
    configMaps,
  ] = await Promise.all([
    labelsOf(reader, namespace, signal),
    orNone(reader.list<V1ResourceQuota>(TYPES.ResourceQuota, within)),
    orNone(reader.list<V1LimitRange>(TYPES.LimitRange, within)),
    orNone(reader.list<V1NetworkPolicy>(TYPES.NetworkPolicy, within)),
    readDoors(reader, objects, signal),
    readSide(reader, dependencies, within),
    person && readConfigMaps(person, objects, within),
  ]);
  return {
    cluster,
    namespace,
    namespaceLabels: labels,
    quotas,
    limitRanges,
    networkPolicies,
    ...doors,
    ...side,
    configMaps,
  };
}

/** Where requests come in: who has which host, and what the routes rely on. */
async function readDoors(
  reader: KubernetesClient,
  objects: readonly Manifest[],
  signal: AbortSignal | undefined,
): Promise<Pick<Surroundings, 'routes' | 'ingressClasses'>> {
  // Hosts are looked for in the whole cluster, which costs more.
  const withRoutes = objects.some(object => hostsOf(object).length > 0);
  const routesOf = (type: 'Ingress' | 'HTTPRoute') =>
    withRoutes
      ? orNone(reader.list<KubernetesObject>(TYPES[type], { signal }))
      : [];
  const [ingresses, httpRoutes, ingressClasses] = await Promise.all([
    routesOf('Ingress'),
    routesOf('HTTPRoute'),
    objects.some(({ kind }) => kind === 'Ingress')
      ? seeAll(reader.list<V1IngressClass>(TYPES.IngressClass, { signal }))
      : undefined,
  ]);
  return {
    routes: [
      // Items of a list say nothing of their kind.
      ...ingresses.map(one => routeFact({ ...one, kind: 'Ingress' })),
      ...httpRoutes.map(one => routeFact({ ...one, kind: 'HTTPRoute' })),
    ],
    ingressClasses,
  };
}

async function readSide(
  reader: KubernetesClient,
  dependencies: readonly Dependency[],
  within: Where,
): Promise<Pick<Surroundings, 'labelsOf' | 'neighbours'>> {
  const [labels, neighbours] = await Promise.all([
    readLabels(reader, dependencies, within.signal),
    readNeighbours(reader, { dependencies, ...within }),
  ]);
  return { labelsOf: labels, neighbours };
}

async function readConfigMaps(
  person: KubernetesClient,
  objects: readonly Manifest[],
  { namespace, signal }: Where,
): Promise<Surroundings['configMaps']> {
  const sights = await Promise.all(
    neededConfigMaps(objects).map(async name => {
      const { is } = await see(
        person,
        { type: TYPES.ConfigMap, namespace, name },
        { signal, metadataOnly: true },
      );
      return [name, is] as const;
    }),
  );
  return Object.fromEntries(sights);
}

async function labelsOf(
  reader: KubernetesClient,
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
  reader: KubernetesClient,
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
