import type { Entity } from '@backstage/catalog-model';
import { podSpecOf } from './podSpecOf';
import {
  DEV_WORKLOAD_KINDS,
  type ComponentFacts,
  type ContainerLike,
  type DevWorkloadKind,
  type GatheredFacts,
} from './facts';
import type { Gatherer } from './Gatherer';
import type { DockerfileFacts } from './readDockerfile';
import {
  readImage,
  readLabel,
  readPort,
  readSubdomain,
  readWorkload,
} from './values';

type RunFacts = Pick<
  ComponentFacts,
  'workload' | 'container' | 'containers' | 'port' | 'service' | 'image'
>;

interface Read {
  gathered: GatheredFacts;
  dockerfile?: DockerfileFacts;
}

/** What runs it: workload, container, port, Service and image. */
export function resolveWorkload(
  gatherer: Gatherer,
  entity: Entity,
  read: Read,
): Partial<RunFacts> & Pick<RunFacts, 'containers'> {
  const { gathered } = read;
  const workload = workloadOf(gatherer, entity, gathered);
  const containers = podSpecOf(gathered.workload)?.containers ?? [];
  const container = containerOf(gatherer, entity, containers);
  const one = containers.find(({ name }) => name === container);
  const port = portOf(gatherer, one, read);
  const service = gatherer.take('service', [
    [
      'annotation',
      gatherer.annotated('service', 'the name of a Service', readLabel),
    ],
    ['workload', onlyOne(gathered.services?.map(s => s.metadata?.name))],
  ]);
  return {
    ...(workload && { workload }),
    ...(container && { container }),
    containers: containers.map(({ name }) => name),
    ...(port !== undefined && { port }),
    ...(service && { service }),
    ...imageOf(gatherer, one),
  };
}

function workloadOf(
  gatherer: Gatherer,
  entity: Entity,
  { workload }: GatheredFacts,
): RunFacts['workload'] {
  const kind = DEV_WORKLOAD_KINDS.find(known => known === workload?.kind);
  const name = readSubdomain(workload?.metadata?.name ?? '');
  const found = gatherer.take<{ kind: DevWorkloadKind; name: string }>(
    'workload',
    [
      [
        'annotation',
        gatherer.annotated(
          'workload',
          `KIND/NAME, where KIND is one of ${DEV_WORKLOAD_KINDS.join(', ')}`,
          text => readWorkload(text, DEV_WORKLOAD_KINDS),
        ),
      ],
      ['workload', kind && name ? { kind, name } : undefined],
    ],
  );
  if (!found) {
    gatherer.missing(
      'workload',
      'Nothing that runs it was found in a cluster, and the catalog names nothing',
      `Deployment/${entity.metadata.name}`,
    );
  }
  return found;
}

function containerOf(
  gatherer: Gatherer,
  entity: Entity,
  containers: readonly ContainerLike[],
): string | undefined {
  const names = containers.map(({ name }) => name);
  const named = gatherer.annotated(
    'container',
    'the name of a container',
    readLabel,
  );
  const found = gatherer.take('container', [
    ['annotation', named],
    ['workload', onlyOne(names)],
    // A sidecar is seldom called like the component.
    ['workload', names.find(name => name === entity.metadata.name)],
  ]);
  if (!found) {
    gatherer.missing(
      'container',
      names.length === 0
        ? 'Nothing says which container runs its code'
        : `Its pods have the containers ${names.join(
            ', ',
          )}, and nothing says which runs its code`,
      names[0] ?? 'app',
    );
  } else if (names.length > 0 && !names.includes(found)) {
    gatherer.missing(
      'container',
      `Its pods have no container ${found}, but ${names.join(', ')}`,
      names[0],
    );
  }
  return found;
}

function portOf(
  gatherer: Gatherer,
  container: ContainerLike | undefined,
  { gathered, dockerfile }: Read,
): RunFacts['port'] {
  const tcp = (container?.ports ?? []).filter(
    ({ protocol }) => (protocol ?? 'TCP') === 'TCP',
  );
  const numbers = tcp.map(({ containerPort }) => containerPort);
  const served = (gathered.services ?? [])
    .flatMap(({ spec }) => spec?.ports ?? [])
    .map(({ port, targetPort = port }) =>
      typeof targetPort === 'number'
        ? targetPort
        : tcp.find(({ name }) => name === targetPort)?.containerPort,
    );
  const found = gatherer.take('port', [
    [
      'annotation',
      gatherer.annotated('port', 'a number from 1 to 65535, or none', readPort),
    ],
    ['workload', onlyOne(served)],
    ['workload', onlyOne(numbers)],
    ['workload', tcp.find(({ name }) => name === 'http')?.containerPort],
    ['dockerfile', onlyOne(dockerfile?.ports)],
  ]);
  if (found === undefined) {
    gatherer.missing(
      'port',
      numbers.length > 1
        ? `Its container listens on ${numbers.join(
            ', ',
          )}, and nothing says which is the one to open`
        : 'Nothing says on which port it listens; without one no port is forwarded',
      numbers.length > 1 ? `"${numbers[0]}"` : '"8080", or none',
    );
  }
  return found;
}

function imageOf(
  gatherer: Gatherer,
  container: ContainerLike | undefined,
): { image?: string } {
  if (gatherer.origins.image) {
    return {};
  }
  const image = gatherer.take('image', [
    ['workload', readImage(container?.image ?? '')],
  ]);
  if (!image) {
    gatherer.missing(
      'image',
      'Nothing says what its image is called',
      'registry.example.com/acme/orders',
    );
  }
  return image ? { image } : {};
}

/** What a list says, if it says one thing. */
function onlyOne<T>(
  list: ReadonlyArray<T | undefined> | undefined,
): T | undefined {
  const all = new Set(list ?? []);
  return all.size === 1 ? [...all][0] : undefined;
}
