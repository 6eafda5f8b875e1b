import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  entriesOf,
  fieldsOf,
  placeOf,
  textOf,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type {
  KubernetesObject,
  V1LabelSelector,
} from '@kubernetes/client-node';
import type { Candidate, Surroundings } from './facts';
import { finding } from './finding';
import { hostsOf } from './hosts';
import { selects } from './networkPolicies';

/** A Gateway that an HTTPRoute wants to be attached to. */
export interface ParentRef {
  namespace: string;
  name: string;
  listener?: string;
  port?: unknown;
}

/** The Gateways that a route names. */
export function gatewaysOf(object: Manifest, namespace: string): ParentRef[] {
  return object.kind === 'HTTPRoute'
    ? entriesOf(fieldsOf(object.spec).parentRefs)
        .filter(({ kind }) => (textOf(kind) ?? 'Gateway') === 'Gateway')
        .map(ref => ({
          namespace: textOf(ref.namespace) ?? namespace,
          name: textOf(ref.name) ?? '',
          listener: textOf(ref.sectionName),
          port: ref.port,
        }))
    : [];
}

/** As the facts call a Gateway. */
export const gatewayKey = ({ namespace, name }: ParentRef) =>
  `${namespace}/${name}`;

/** Routes to which no request would ever come. */
export function gatewayFindings(
  candidates: readonly Candidate[],
  around: Surroundings,
): GoldenPathFinding[] {
  // Of a kind that is not served, that is all there is to say.
  const served = candidates.filter(({ type }) => type);
  return served.flatMap(({ object }) => [
    ...gatewaysOf(object, around.namespace).flatMap(ref =>
      attachFindings(object, ref, around),
    ),
    ...classFindings(object, around),
  ]);
}

function attachFindings(
  object: Manifest,
  ref: ParentRef,
  around: Surroundings,
): GoldenPathFinding[] {
  const sight = around.gateways?.[gatewayKey(ref)];
  if (sight?.is === 'absent') {
    return [
      finding('no-gateway', 'block', {
        message: `there is no Gateway '${ref.name}' in namespace '${
          ref.namespace
        }' of cluster ${around.cluster}: nobody would be sent to ${placeOf(
          object,
        )}`,
        object: placeOf(object),
        field: 'gateway',
        evidence: { namespace: ref.namespace, name: ref.name },
      }),
    ];
  }
  return sight?.is === 'there'
    ? listenerFindings(object, { ref, gateway: sight.object, around })
    : [];
}

/** A route needs one listener that takes its namespace, and one of its hosts. */
function listenerFindings(
  object: Manifest,
  about: { ref: ParentRef; gateway: KubernetesObject; around: Surroundings },
): GoldenPathFinding[] {
  const { ref, gateway, around } = about;
  const listeners = entriesOf(fieldsOf(specOf(gateway)).listeners).filter(
    ({ name, port, protocol }) =>
      (!ref.listener || name === ref.listener) &&
      (ref.port === undefined || port === ref.port) &&
      ['HTTP', 'HTTPS'].includes(textOf(protocol) ?? 'HTTP'),
  );
  const open = listeners.filter(listener =>
    takesNamespace(listener, ref, around),
  );
  const shut = (message: string, field: 'gateway' | 'host') =>
    finding('gateway-shut', 'block', {
      message: `Gateway '${ref.name}' in '${ref.namespace}' ${message}`,
      object: placeOf(object),
      field,
    });
  if (open.length === 0) {
    return [
      shut(
        listeners.length === 0
          ? `has no listener for HTTP${
              ref.listener ? ` of the name '${ref.listener}'` : ''
            }`
          : `takes no routes of namespace '${around.namespace}'`,
        'gateway',
      ),
    ];
  }
  return hostsOf(object)
    .filter(
      host => !open.some(({ hostname }) => serves(textOf(hostname), host)),
    )
    .map(host =>
      shut(
        `does not listen for host '${host}', but for ${open
          .map(({ hostname }) => String(hostname))
          .join(', ')}`,
        'host',
      ),
    );
}

function specOf(object: KubernetesObject): unknown {
  return (object as Manifest).spec;
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes */
function takesNamespace(
  listener: Fields,
  ref: ParentRef,
  { namespace, namespaceLabels = {} }: Surroundings,
): boolean {
  const { kinds, namespaces } = fieldsOf(listener.allowedRoutes);
  const named = entriesOf(kinds);
  if (named.length > 0 && !named.some(({ kind }) => kind === 'HTTPRoute')) {
    return false;
  }
  const { from, selector } = fieldsOf(namespaces);
  switch (textOf(from) ?? 'Same') {
    case 'All':
      return true;
    case 'Same':
      return namespace === ref.namespace;
    case 'Selector':
      return selects(selector as V1LabelSelector | undefined, {
        'kubernetes.io/metadata.name': namespace,
        ...namespaceLabels,
      });
    default:
      return false;
  }
}

/** A listener without a host takes all; a wildcard stands for one label or more. */
export function serves(hostname: string | undefined, host: string): boolean {
  if (!hostname) {
    return true;
  }
  return hostname.startsWith('*.')
    ? host.toLowerCase().endsWith(hostname.slice(1).toLowerCase())
    : host.toLowerCase() === hostname.toLowerCase();
}

const DEFAULT_CLASS = 'ingressclass.kubernetes.io/is-default-class';
const OLD_CLASS = 'kubernetes.io/ingress.class';

/** An Ingress of a class that nobody serves. */
function classFindings(
  object: Manifest,
  { ingressClasses, cluster }: Surroundings,
): GoldenPathFinding[] {
  if (object.kind !== 'Ingress' || !ingressClasses) {
    return [];
  }
  const about = { object: placeOf(object), field: 'ingressClass' as const };
  const names = ingressClasses.map(({ metadata }) => metadata?.name ?? '');
  const known = names.length > 0 ? names.join(', ') : 'none';
  const wanted = textOf(fieldsOf(object.spec).ingressClassName);
  if (wanted) {
    return names.includes(wanted)
      ? []
      : [
          finding('no-ingress-class', 'block', {
            ...about,
            message: `there is no IngressClass '${wanted}' in cluster ${cluster}; there is: ${known}`,
          }),
        ];
  }
  const hasDefault = ingressClasses.some(
    ({ metadata }) => metadata?.annotations?.[DEFAULT_CLASS] === 'true',
  );
  // Of the old annotation, controllers make what they like.
  return hasDefault || object.metadata?.annotations?.[OLD_CLASS]
    ? []
    : [
        finding('no-ingress-class', 'confirm', {
          ...about,
          message: `no IngressClass is stated, and cluster ${cluster} has no default one: it may be that nobody serves it. There is: ${known}`,
        }),
      ];
}
