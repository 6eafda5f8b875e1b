import {
  ENVIRONMENT_LABELS,
  environmentMetadata,
  type Environment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  CONTAINER_DEFAULTS,
  fingerprint,
  type Tier,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Kind } from '../kinds/resourceTypes';
import { networkPolicies, type Network } from './networkPolicies';

/** An object as it shall be. */
export interface DesiredObject extends KubernetesObject {
  kind: Kind;
  metadata: {
    name: string;
    namespace?: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
  };
  [field: string]: unknown;
}

/** What guards an environment, beside what stands in its contract. */
export interface Rails {
  tier: Tier;
  network: Network;
  /** The one ClusterRole that its owner is bound to. */
  clusterRole: string;
  /** Who the owner is in Kubernetes. */
  owner: { kind: 'User' | 'Group'; name: string };
}

const RBAC = 'rbac.authorization.k8s.io';
/** What the API server's Pod Security admission is told. */
const POD_SECURITY = Object.fromEntries(
  ['enforce', 'audit', 'warn'].map(mode => [
    `pod-security.kubernetes.io/${mode}`,
    'restricted',
  ]),
);

/** The namespace itself: the contract, and Pod Security. */
export function desiredNamespace(environment: Environment): DesiredObject {
  const { labels, annotations } = environmentMetadata(environment);
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: environment.name,
      labels: { ...labels, ...POD_SECURITY },
      annotations,
    },
  };
}

/**
 * What guards an environment, in the order in which it must be there: limits
 * before rights, so that nobody can start anything that is not yet limited.
 */
export function desiredObjects(
  environment: Environment,
  rails: Rails,
): DesiredObject[] {
  const make = (
    kind: Kind,
    apiVersion: string,
    rest: { name: string } & Record<string, unknown>,
  ): DesiredObject => {
    const { name, ...fields } = rest;
    return {
      apiVersion,
      kind,
      metadata: {
        name,
        namespace: environment.name,
        labels: { [ENVIRONMENT_LABELS.managed]: 'true' },
        annotations: {},
      },
      ...fields,
    };
  };
  return [
    make('ResourceQuota', 'v1', {
      name: 'fairway',
      spec: { hard: quota(rails.tier) },
    }),
    make('LimitRange', 'v1', {
      name: 'fairway',
      spec: { limits: [containerLimits(rails.tier)] },
    }),
    ...Object.entries(networkPolicies(rails.network)).map(([name, spec]) =>
      make('NetworkPolicy', 'networking.k8s.io/v1', { name, spec }),
    ),
    make('ServiceAccount', 'v1', {
      name: 'default',
      automountServiceAccountToken: false,
    }),
    make('RoleBinding', `${RBAC}/v1`, {
      name: 'fairway-owner',
      roleRef: {
        apiGroup: RBAC,
        kind: 'ClusterRole',
        name: rails.clusterRole,
      },
      subjects: [{ apiGroup: RBAC, ...rails.owner }],
    }),
  ];
}

/** To be raised when {@link desiredObjects} gives other objects for the same rails. */
const VERSION = 1;

const fingerprints = new WeakMap<Rails, string>();

/** The mark on a namespace that all of its guard rails were applied. */
export function railsFingerprint(rails: Rails): string {
  const known = fingerprints.get(rails);
  if (known) {
    return known;
  }
  const print = fingerprint({ VERSION, ...rails });
  fingerprints.set(rails, print);
  return print;
}

/**
 * `Kind/name` of the guard rails that a pass looks after. Rights and accounts
 * are not among them: the portal's reader may not list those.
 */
export function watchedRails({ network }: Rails): string[] {
  return [
    'ResourceQuota/fairway',
    'LimitRange/fairway',
    ...Object.keys(networkPolicies(network)).map(
      name => `NetworkPolicy/${name}`,
    ),
  ];
}

/** `Kind/name` */
export function keyOf({ kind, metadata }: DesiredObject): string {
  return `${kind}/${metadata.name}`;
}

function quota({ requests, limits, storage, pods }: Tier) {
  return {
    'requests.cpu': requests.cpu,
    'requests.memory': requests.memory,
    'limits.cpu': limits.cpu,
    'limits.memory': limits.memory,
    'requests.storage': storage,
    pods: String(pods),
    // Each costs money or opens a port on every node.
    'services.loadbalancers': '0',
    'services.nodeports': '0',
  };
}

function containerLimits({ limits }: Tier) {
  return {
    type: 'Container',
    default: CONTAINER_DEFAULTS.limits,
    defaultRequest: CONTAINER_DEFAULTS.requests,
    max: limits,
  };
}
