import type {
  V1LabelSelector,
  V1NetworkPolicy,
  V1NetworkPolicyPeer,
  V1NetworkPolicyPort,
} from '@kubernetes/client-node';

/** Labels of a pod or a namespace. */
export type Labels = Readonly<Record<string, string>>;

/** Pods of a namespace, at one end of a connection. */
export interface End {
  namespace: string;
  namespaceLabels: Labels;
  labels: Labels;
}

/** A way that a connection may go, or not. */
export interface Way {
  /** Whose policies are asked. */
  of: End;
  /** The other end. */
  with: End;
  direction: 'Ingress' | 'Egress';
  /** Of the pods that are called; undefined is any. */
  port: number | undefined;
}

/** No policy that isolates lets everything through; else one rule must allow. */
export function lets(policies: readonly V1NetworkPolicy[], way: Way): boolean {
  const isolating = policies.filter(
    ({ spec }) =>
      isolates(spec, way.direction) &&
      selects(spec?.podSelector, way.of.labels),
  );
  return (
    isolating.length === 0 ||
    isolating.some(({ spec }) =>
      rulesOf(spec, way.direction).some(rule => allows(rule, way)),
    )
  );
}

function isolates(
  spec: V1NetworkPolicy['spec'],
  direction: Way['direction'],
): boolean {
  const byRules =
    direction === 'Ingress' ? true : (spec?.egress ?? []).length > 0;
  return spec?.policyTypes?.includes(direction) ?? byRules;
}

interface Rule {
  peers: readonly V1NetworkPolicyPeer[];
  ports: readonly V1NetworkPolicyPort[];
}

function rulesOf(
  spec: V1NetworkPolicy['spec'],
  direction: Way['direction'],
): Rule[] {
  return direction === 'Ingress'
    ? (spec?.ingress ?? []).map(({ _from = [], ports = [], ...rule }) => ({
        // The API's own word, which the client's types do not have.
        peers: (rule as { from?: V1NetworkPolicyPeer[] }).from ?? _from,
        ports,
      }))
    : (spec?.egress ?? []).map(({ to = [], ports = [] }) => ({
        peers: to,
        ports,
      }));
}

function allows({ peers, ports }: Rule, way: Way): boolean {
  return (
    (ports.length === 0 ||
      way.port === undefined ||
      ports.some(({ port, endPort }) => portFits(port, endPort, way.port!))) &&
    (peers.length === 0 || peers.some(peer => peerFits(peer, way)))
  );
}

function portFits(
  port: unknown,
  endPort: number | undefined,
  wanted: number,
): boolean {
  // A port by name is for the pods to say, which are not known here.
  return typeof port !== 'number'
    ? true
    : wanted >= port && wanted <= (endPort ?? port);
}

function peerFits(
  { namespaceSelector, podSelector, ipBlock }: V1NetworkPolicyPeer,
  { of, with: other }: Way,
): boolean {
  if (ipBlock) {
    return ipBlock.cidr === '0.0.0.0/0' || ipBlock.cidr === '::/0';
  }
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, {
        'kubernetes.io/metadata.name': other.namespace,
        ...other.namespaceLabels,
      })
    : other.namespace === of.namespace;
  return inNamespace && (!podSelector || selects(podSelector, other.labels));
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: V1LabelSelector = {},
  labels: Labels,
): boolean {
  return (
    Object.entries(matchLabels).every(
      ([key, value]) => labels[key] === value,
    ) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const has = Object.hasOwn(labels, key);
      switch (operator) {
        case 'In':
          return has && values.includes(labels[key]);
        case 'NotIn':
          return !has || !values.includes(labels[key]);
        case 'Exists':
          return has;
        case 'DoesNotExist':
          return !has;
        default:
          return false;
      }
    })
  );
}
