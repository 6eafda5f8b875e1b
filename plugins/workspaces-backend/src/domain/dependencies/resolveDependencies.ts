import type { Entity } from '@backstage/catalog-model';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  ENVIRONMENT_LABELS,
  type WorkspaceDependency,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  isMember,
  membershipOf,
  type Membership,
  type WorkspaceEgress,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { ServiceFacts } from '../kinds/kinds';
import { nearest, STAGES, type Vicinity } from './nearest';
import type { Need } from './neededBy';

/** Where a workspace would be, and what there is around it. */
export interface Surroundings {
  cluster: string;
  /** The sandbox; empty for one that is not there yet. */
  namespace: string;
  services: Iterable<ServiceFacts>;
  labelsOf: Vicinity['labelsOf'];
}

/** A dependency, and what the network policy must let through for it. */
export interface Resolution {
  dependency: WorkspaceDependency;
  egress?: WorkspaceEgress;
}

/**
 * The one resolution of what a component needs. The list of the page, the
 * environment variables and the network policy all come from it, so that they
 * cannot differ.
 */
export function resolveDependencies(
  needs: readonly Need[],
  entities: ReadonlyMap<string, Entity>,
  around: Surroundings,
): Resolution[] {
  const services = [...around.services];
  const resolved = needs.map(need =>
    resolve(need, entities, { around, services }),
  );
  return withoutClashes(resolved);
}

interface Choice {
  around: Surroundings;
  services: readonly ServiceFacts[];
}

function resolve(
  need: Need,
  entities: ReadonlyMap<string, Entity>,
  choice: Choice,
): Resolution {
  const { entityRef, via } = need;
  const missing = (reason: string): Resolution => ({
    dependency: {
      entityRef,
      via,
      status: 'missing',
      reason,
      env: [],
      reachable: 'Nothing: it is not known where it is',
    },
  });
  if (need.givers.length === 0) {
    return missing(
      entities.has(entityRef)
        ? 'No component of the catalog provides this API'
        : 'The catalog does not have it, or you may not see it',
    );
  }
  const memberships = need.givers.flatMap(
    ref => membershipIn(entities.get(ref), ref) ?? [],
  );
  if (memberships.length === 0) {
    return missing(
      `${need.givers.join(
        ' and ',
      )} says nothing of Kubernetes: add the annotation backstage.io/kubernetes-id to it`,
    );
  }
  const ranked = rank(memberships, choice);
  const [best] = ranked;
  return best
    ? found(need, best, reasonFor(ranked, choice.around))
    : missing(
        `No Service in cluster ${
          choice.around.cluster
        } belongs to ${need.givers.join(
          ' or ',
        )}, in this sandbox or in a namespace of stage ${STAGES.join(', ')}`,
      );
}

function membershipIn(
  entity: Entity | undefined,
  ref: string,
): Membership | undefined {
  try {
    return entity && membershipOf(entity, ref);
  } catch {
    return undefined;
  }
}

/** The developer's own copy is nearest; production is never taken. */
function rank(
  memberships: readonly Membership[],
  { around, services }: Choice,
): ServiceFacts[] {
  const members = services
    .filter(service => !service.deletingSince && service.ports.length > 0)
    .filter(({ namespace, labels }) =>
      memberships.some(membership =>
        // The annotation names where it runs for good; a sandbox has its own copy.
        isMember(
          namespace === around.namespace
            ? { ...membership, namespace: undefined }
            : membership,
          { cluster: around.cluster, namespace, labels },
        ),
      ),
    );
  return nearest(members, {
    sandbox: around.namespace,
    labelsOf: namespace => around.labelsOf(namespace),
  });
}

function reasonFor(
  [best, ...others]: readonly ServiceFacts[],
  around: Surroundings,
): string {
  const where =
    best.namespace === around.namespace
      ? "the sandbox's own"
      : `of stage ${
          around.labelsOf(best.namespace)?.[ENVIRONMENT_LABELS.stage]
        }`;
  const also = others.map(keyOf).slice(0, 5);
  return `${keyOf(best)} is ${where}${
    also.length > 0 ? `; there are also ${also.join(', ')}` : ''
  }`;
}

function found(
  { entityRef, via }: Need,
  service: ServiceFacts,
  reason: string,
): Resolution {
  const { namespace, name, ports } = service;
  const host = `${name}.${namespace}.svc`;
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
  const [first] = tcp;
  const egress = egressTo(service);
  return {
    dependency: {
      entityRef,
      via,
      status: 'resolved',
      reason,
      service: {
        namespace,
        name,
        host,
        ports: tcp.map(({ name: title, port }) => ({
          ...(title && { name: title }),
          port,
        })),
      },
      env: variables(parseEntityRef(entityRef).name, host, first?.port),
      reachable: reachable(service, egress !== undefined),
    },
    ...(egress && { egress }),
  };
}

/** What lets a workspace through to a Service; undefined if it selects no pods. */
export function egressTo({
  namespace,
  selector,
  ports,
}: ServiceFacts): WorkspaceEgress | undefined {
  const tcp = ports.filter(({ protocol }) => protocol === 'TCP');
  // Without a selector it is not known which pods answer.
  return Object.keys(selector).length > 0
    ? {
        to: { namespace, podLabels: selector },
        ports: [...new Set(tcp.map(({ targetPort }) => targetPort))],
      }
    : undefined;
}

function reachable({ ports, namespace }: ServiceFacts, hasPods: boolean) {
  return hasPods
    ? `TCP port ${ports
        .map(({ port }) => port)
        .join(', ')} of its pods in ${namespace}`
    : 'Nothing: its Service selects no pods, so that it is not known what answers';
}

function variables(
  entityName: string,
  host: string,
  port: number | undefined,
): WorkspaceDependency['env'] {
  const prefix = variableName(entityName);
  return [
    { name: `${prefix}_HOST`, value: host },
    ...(port === undefined
      ? []
      : [
          { name: `${prefix}_PORT`, value: String(port) },
          { name: `${prefix}_URL`, value: `http://${host}:${port}` },
        ]),
  ];
}

/** `payments-api` → `PAYMENTS_API`; never begins with a digit. */
function variableName(text: string): string {
  const name = text.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return /^[A-Z]/.test(name) ? name : `_${name}`;
}

/** Two dependencies whose names give the same variable: the first keeps it. */
function withoutClashes(resolutions: Resolution[]): Resolution[] {
  const taken = new Set<string>();
  return resolutions.map(resolution => {
    const { dependency } = resolution;
    const env = dependency.env.filter(({ name }) => !taken.has(name));
    dependency.env.forEach(({ name }) => taken.add(name));
    return { ...resolution, dependency: { ...dependency, env } };
  });
}

function keyOf({ namespace, name }: ServiceFacts): string {
  return `Service ${name} in ${namespace}`;
}
