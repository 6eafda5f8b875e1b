import type { Entity } from '@backstage/catalog-model';
import type {
  ChangePlan,
  ClusterView,
  ContainerView,
  PodView,
  WorkloadsView,
  WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import type { WorkloadsApi } from './api/WorkloadsApi';

/** The entity of the tests. */
export const storefront: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'storefront',
    namespace: 'default',
    annotations: { 'backstage.io/kubernetes-id': 'storefront' },
  },
};

/** @internal */
export function someContainer(
  overrides: Partial<ContainerView> = {},
): ContainerView {
  return {
    name: 'app',
    image: 'registry.example/shop/storefront:1.4.0',
    init: false,
    ready: true,
    restarts: 0,
    state: 'running',
    hasPrevious: false,
    ...overrides,
  };
}

/** @internal */
export function somePod(overrides: Partial<PodView> = {}): PodView {
  return {
    name: 'storefront-7c9-abcde',
    uid: 'pod-1',
    status: 'Running',
    health: 'Healthy',
    readyContainers: 1,
    totalContainers: 1,
    restarts: 0,
    node: 'node-1',
    createdAt: '2026-11-01T10:00:00Z',
    containers: [someContainer()],
    ...overrides,
  };
}

const YES = { enabled: true };

/** @internal */
export function someWorkload(
  overrides: Partial<WorkloadView> = {},
): WorkloadView {
  return {
    cluster: 'dev',
    namespace: 'shop-dev',
    kind: 'Deployment',
    name: 'storefront',
    uid: 'workload-1',
    resourceVersion: '41',
    createdAt: '2026-11-01T10:00:00Z',
    stage: 'dev',
    health: 'Healthy',
    message: 'All 3 replicas are available',
    replicas: { desired: 3, ready: 3, updated: 3, available: 3 },
    images: [
      { container: 'app', image: 'registry.example/shop/storefront:1.4.0' },
    ],
    revision: 4,
    paused: false,
    pods: [somePod()],
    actions: { scale: YES, restart: YES, rollback: YES, logs: YES },
    ...overrides,
  };
}

/** @internal */
export function someCluster(overrides: Partial<ClusterView> = {}): ClusterView {
  return {
    name: 'dev',
    title: 'Development',
    state: 'live',
    workloads: [someWorkload()],
    ...overrides,
  };
}

/** @internal */
export function someView(...clusters: ClusterView[]): WorkloadsView {
  return { entityRef: 'component:default/storefront', clusters };
}

/** @internal */
export function somePlan(overrides: Partial<ChangePlan> = {}): ChangePlan {
  return {
    action: 'scale',
    summary: 'Scale Deployment storefront from 3 to 5 replicas',
    reasons: [],
    findings: [],
    noop: false,
    version: 'u.41',
    before: 'replicas: 3\n',
    after: 'replicas: 5\n',
    dryRun: { outcome: 'accepted' },
    ...overrides,
  };
}

export { SentByTest };

/** A backend that answers what the test says, and nothing else. */
export function someApi(overrides: Partial<WorkloadsApi>): WorkloadsApi {
  const unexpected = (what: string) => () => {
    throw new Error(`The test does not expect ${what}`);
  };
  return {
    watchWorkloads: unexpected('watchWorkloads'),
    watchWorkload: () => new SentByTest('silent'),
    followLogs: unexpected('followLogs'),
    listRevisions: async () => ({ revisions: [] }),
    plan: unexpected('plan'),
    apply: unexpected('apply'),
    ...overrides,
  };
}
