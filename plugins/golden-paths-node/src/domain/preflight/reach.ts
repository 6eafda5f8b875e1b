import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  placeOf,
  podTemplateOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { V1NetworkPolicy, V1Service } from '@kubernetes/client-node';
import type { Candidate, Dependency, Neighbour, Surroundings } from './facts';
import { finding } from './finding';
import { lets, type End, type Labels } from './networkPolicies';

/** By which a golden path's NetworkPolicy names the pods of a component. */
export const NAME_LABEL = 'app.kubernetes.io/name';

/** Labels of the pods of a dependency; none if it says nothing of them. */
export function labelsOfDependency({ labels, name }: Dependency): Labels {
  return labels ?? (name ? { [NAME_LABEL]: name } : {});
}

/**
 * Whether the pods may talk to what they need: by the NetworkPolicies of both
 * sides, those that are there and those that come along, and by the ports of the
 * other side's pods. Says nothing of addresses outside the cluster.
 */
export function reachFindings(
  candidates: readonly Candidate[],
  around: Surroundings,
  dependencies: readonly Dependency[],
): GoldenPathFinding[] {
  const objects = candidates.map(({ object }) => object);
  const callers = objects.flatMap(object => callerOf(object, around));
  return dependencies.flatMap((wanted, i) => {
    const neighbour = around.neighbours?.[i];
    const missing = neighbour ? otherSide(wanted, neighbour, around) : [];
    return [
      ...missing,
      ...callers.flatMap(caller => [
        ...wayOut(caller, { wanted, around, objects }),
        ...(neighbour && missing.length === 0
          ? wayIn(caller, { wanted, around, neighbour })
          : []),
      ]),
    ];
  });
}

interface Caller {
  place: string;
  end: End;
}

function callerOf(object: Manifest, around: Surroundings): Caller[] {
  const pods = podTemplateOf(object);
  return pods
    ? [
        {
          place: placeOf(object),
          end: endOf(
            around.namespace,
            around,
            (pods.metadata.labels ?? {}) as Labels,
          ),
        },
      ]
    : [];
}

function endOf(namespace: string, around: Surroundings, labels: Labels): End {
  const known =
    namespace === around.namespace
      ? around.namespaceLabels
      : around.labelsOf[namespace];
  return { namespace, namespaceLabels: known ?? {}, labels };
}

function calledEnd(
  wanted: Dependency,
  around: Surroundings,
  labels: Labels,
): End {
  return endOf(wanted.namespace ?? around.namespace, around, labels);
}

const portsOf = ({ ports = [] }: Dependency) =>
  ports.length > 0 ? ports : [undefined];

function wayOut(
  { place, end }: Caller,
  about: {
    wanted: Dependency;
    around: Surroundings;
    objects: readonly Manifest[];
  },
): GoldenPathFinding[] {
  const { wanted, around, objects } = about;
  const policies = [
    ...around.networkPolicies,
    ...objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(object => object as unknown as V1NetworkPolicy),
  ];
  const called = calledEnd(wanted, around, labelsOfDependency(wanted));
  const isOpen = portsOf(wanted).every(port =>
    lets(policies, { of: end, with: called, direction: 'Egress', port }),
  );
  return isOpen
    ? []
    : [
        findingOf(wanted, 'network', {
          message: `${place} needs to reach ${wordsOf(
            wanted,
            around,
          )}, but no NetworkPolicy of ${around.namespace} lets it out`,
          object: place,
        }),
      ];
}

function wayIn(
  { place, end }: Caller,
  about: { wanted: Dependency; around: Surroundings; neighbour: Neighbour },
): GoldenPathFinding[] {
  const { wanted, around, neighbour } = about;
  const stated = labelsOfDependency(wanted);
  const labels = neighbour.pods?.[0]?.metadata?.labels ?? stated;
  const called = calledEnd(wanted, around, labels);
  const isOpen = portsOf(wanted).every(port =>
    lets(neighbour.policies, {
      of: called,
      with: end,
      direction: 'Ingress',
      port,
    }),
  );
  return isOpen
    ? []
    : [
        findingOf(wanted, 'network', {
          message: `${place} needs to reach ${wordsOf(
            wanted,
            around,
          )}, but no NetworkPolicy of ${called.namespace} lets it in from ${
            around.namespace
          }; ask its owners`,
          object: place,
        }),
      ];
}

/** What the other side has not, by which the way would lead nowhere. */
function otherSide(
  wanted: Dependency,
  { service, pods }: Neighbour,
  around: Surroundings,
): GoldenPathFinding[] {
  const { name } = wanted;
  const namespace = wanted.namespace ?? around.namespace;
  if (service.is === 'absent' && pods?.length === 0) {
    return [
      findingOf(wanted, 'no-dependency', {
        message: `there is neither a Service '${name}' nor a pod of that name in ${namespace}`,
      }),
    ];
  }
  if (pods?.length === 0) {
    return [
      findingOf(wanted, 'no-dependency', {
        message: `no pod in ${namespace} has the label ${Object.entries(
          labelsOfDependency(wanted),
        )
          .map(([key, value]) => `${key}=${value}`)
          .join(
            ',',
          )}, by which the way to it is opened; it may have another one, or not run`,
      }),
    ];
  }
  return service.is === 'there'
    ? portFindings(wanted, service.object, pods)
    : [];
}

function portFindings(
  wanted: Dependency,
  service: V1Service,
  pods: Neighbour['pods'],
): GoldenPathFinding[] {
  const listed = (service.spec?.ports ?? []).map(({ port, targetPort }) => ({
    port,
    pods: resolvePort(targetPort ?? port, pods),
  }));
  if (listed.some(one => one.pods === undefined)) {
    return [];
  }
  return (wanted.ports ?? [])
    .filter(port => !listed.some(one => one.pods === port))
    .map(port => {
      const mapped = listed.find(one => one.port === port);
      const name = service.metadata?.name ?? '';
      const known = [...new Set(listed.map(one => one.pods))].join(', ');
      return findingOf(wanted, 'dependency-port', {
        message: mapped
          ? `port ${port} is that of Service '${name}'; its pods listen on ${mapped.pods}, and a NetworkPolicy sees that one: write ${mapped.pods}`
          : `Service '${name}' sends nothing to port ${port} of its pods, but to ${known}`,
      });
    });
}

/** A port by name is looked up in the pods; undefined if none says it. */
function resolvePort(
  port: number | string | object,
  pods: Neighbour['pods'],
): number | undefined {
  return typeof port === 'number'
    ? port
    : pods
        ?.flatMap(({ spec }) => spec?.containers ?? [])
        .flatMap(({ ports = [] }) => ports)
        .find(({ name }) => name === port)?.containerPort;
}

function findingOf(
  { namespace, name }: Dependency,
  id: string,
  { message, object }: { message: string; object?: string },
): GoldenPathFinding {
  return finding(id, 'confirm', {
    message,
    object,
    field: 'dependencies',
    evidence: { ...(namespace && { namespace }), ...(name && { name }) },
  });
}

function wordsOf(wanted: Dependency, around: Surroundings): string {
  const labels = Object.entries(labelsOfDependency(wanted));
  return [
    labels.length > 0
      ? `pods ${labels.map(([key, value]) => `${key}=${value}`).join(',')}`
      : 'pods',
    `in ${wanted.namespace ?? around.namespace}`,
    ...(wanted.ports ? [`at port ${wanted.ports.join(', ')}`] : []),
  ].join(' ');
}
