import type {
  V1NetworkPolicyEgressRule,
  V1NetworkPolicyIngressRule,
  V1NetworkPolicyPort,
  V1NetworkPolicySpec,
} from '@kubernetes/client-node';

/** Something outside that an environment may reach. */
export interface Dependency {
  /** All pods of this namespace… */
  namespace?: string;
  /** …or these addresses. */
  cidr?: string;
  /** TCP; all if empty. */
  ports?: number[];
}

/** What goes in and out of an environment. */
export interface Network {
  /** Reached from every environment, e.g. a shared database. */
  dependencies: Dependency[];
  /** Namespaces whose pods may call in, e.g. the gateway's. */
  ingressFrom: string[];
  /** Addresses that may call in, e.g. of a gateway outside of the cluster. */
  ingressFromCidrs?: string[];
}

/** Over HTTP the field is called `from`; the generated type renames it. */
type Ingress = Omit<V1NetworkPolicyIngressRule, '_from'> & {
  from?: V1NetworkPolicyIngressRule['_from'];
};

/** A policy's spec, as it is sent. */
export type PolicySpec = Omit<V1NetworkPolicySpec, 'ingress'> & {
  ingress?: Ingress[];
};

const EVERY_POD = {};

/**
 * Nothing goes in or out, but: pods of the environment reach each other, names
 * are resolved, and what was declared.
 */
export function networkPolicies(network: Network): Record<string, PolicySpec> {
  const { dependencies, ingressFrom, ingressFromCidrs = [] } = network;
  return {
    'fairway-default-deny': {
      podSelector: EVERY_POD,
      policyTypes: ['Ingress', 'Egress'],
    },
    'fairway-inside': {
      podSelector: EVERY_POD,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [{ podSelector: EVERY_POD }] }],
      egress: [{ to: [{ podSelector: EVERY_POD }] }],
    },
    'fairway-dns': {
      podSelector: EVERY_POD,
      policyTypes: ['Egress'],
      egress: [
        {
          to: [namespaceNamed('kube-system')],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    },
    'fairway-dependencies': {
      podSelector: EVERY_POD,
      policyTypes: ['Egress'],
      egress: dependencies.map(egressTo),
    },
    'fairway-ingress': {
      podSelector: EVERY_POD,
      policyTypes: ['Ingress'],
      ingress: [
        ...ingressFrom.map(name => ({ from: [namespaceNamed(name)] })),
        ...ingressFromCidrs.map(cidr => ({ from: [{ ipBlock: { cidr } }] })),
      ],
    },
  };
}

function egressTo(dependency: Dependency): V1NetworkPolicyEgressRule {
  const { namespace, cidr, ports = [] } = dependency;
  const peer = cidr
    ? { ipBlock: { cidr } }
    : namespaceNamed(namespace ?? 'no-such-namespace');
  const allowed: V1NetworkPolicyPort[] = ports.map(port => ({
    port,
    protocol: 'TCP',
  }));
  return { to: [peer], ...(allowed.length > 0 && { ports: allowed }) };
}

function namespaceNamed(name: string) {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': name },
    },
  };
}
