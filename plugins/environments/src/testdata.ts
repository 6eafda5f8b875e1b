import type { Entity } from '@backstage/catalog-model';
import type {
  EnvironmentCluster,
  EnvironmentPlan,
  EnvironmentResult,
  EnvironmentsView,
  EnvironmentView,
  PreviewsView,
  PreviewView,
  SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { SentByTest } from '@fairway-idp/backstage-plugin-fairway-react/testUtils';
import type { EnvironmentsApi } from './api/EnvironmentsApi';

/** The entity of the tests. */
export const storefront: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'storefront',
    namespace: 'default',
    annotations: { 'fairway.dev/preview-path': 'deploy' },
  },
};

const YES = { enabled: true };

/** A moment from now on, so that relative times are known. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

/** @internal */
export function someEnvironment(
  overrides: Partial<EnvironmentView> = {},
): EnvironmentView {
  return {
    cluster: 'dev',
    namespace: 'sb-bob-try-kafka-abcdefgh',
    uid: 'namespace-1',
    resourceVersion: '41',
    createdAt: '2026-11-01T10:00:00Z',
    state: 'awake',
    message: 'Awake',
    problems: [],
    kind: 'sandbox',
    tier: 's',
    title: 'Try Kafka',
    owner: 'user:default/bob',
    createdBy: 'user:default/bob',
    entity: 'component:default/storefront',
    expiresAt: inHours(14 * 24),
    schedule: 'Mon-Fri 08:00-18:00 Europe/Berlin',
    nextChange: { at: inHours(5), to: 'asleep' },
    workloads: { ready: 2, all: 2, asleep: 0 },
    quota: [
      { resource: 'requests.cpu', hard: '1', used: '350m', share: 0.35 },
      { resource: 'requests.memory', hard: '2Gi', used: '512Mi', share: 0.25 },
      { resource: 'pods', hard: '15', used: '3', share: 0.2 },
      { resource: 'services.loadbalancers', hard: '0', used: '0' },
    ],
    blocked: [],
    cost: {
      perMonth: 3.5,
      currency: 'USD',
      unknown: [],
      parts: { compute: 3, storage: 0.5, savedBySleep: 7.08 },
    },
    actions: { sleep: YES, wake: YES, renew: YES, protect: YES, delete: YES },
    ...overrides,
  };
}

/** @internal */
export function someCluster(
  overrides: Partial<EnvironmentCluster> = {},
): EnvironmentCluster {
  return {
    name: 'dev',
    title: 'Development',
    state: 'live',
    environments: [someEnvironment()],
    ...overrides,
  };
}

/** @internal */
export function someView(...clusters: EnvironmentCluster[]): EnvironmentsView {
  return { clusters };
}

/** @internal */
export function someOptions(
  overrides: Partial<SandboxOptions> = {},
): SandboxOptions {
  const cost = {
    perMonth: 30,
    currency: 'USD',
    unknown: [],
    parts: { compute: 29, storage: 1, savedBySleep: 0 },
  };
  const tier = {
    requests: { cpu: '1', memory: '2Gi' },
    limits: { cpu: '4', memory: '4Gi' },
    storage: '10Gi',
    pods: 15,
    cost,
    create: YES,
  };
  return {
    clusters: [{ name: 'dev', title: 'Development' }],
    tiers: [
      { tier: 's', ...tier },
      { tier: 'm', ...tier },
    ],
    owners: ['user:default/bob', 'group:default/shop'],
    defaults: { cluster: 'dev', tier: 's', days: 14 },
    limits: { maxDays: 60, perOwner: 3 },
    ...overrides,
  };
}

/** @internal */
export function somePlan(
  overrides: Partial<EnvironmentPlan> = {},
): EnvironmentPlan {
  return {
    action: 'sleep',
    cluster: 'dev',
    namespace: 'sb-bob-try-kafka-abcdefgh',
    summary: 'Put it to sleep',
    reasons: ['Set fairway.dev/override to asleep until changed'],
    findings: [],
    noop: false,
    version: '41',
    ...overrides,
  };
}

export const RESULT: EnvironmentResult = {
  outcome: 'applied',
  cluster: 'dev',
  namespace: 'sb-bob-try-kafka-abcdefgh',
  message: 'Done',
  problems: [],
};

/** @internal */
export function somePreview(overrides: Partial<PreviewView> = {}): PreviewView {
  return {
    cluster: 'dev',
    namespace: 'pv-storefront-3-abcdefgh',
    state: 'ready',
    message: 'Answers at its URL',
    problems: [],
    url: 'http://pv-storefront-3-abcdefgh.localhost:7080',
    pullRequest: {
      host: 'git.example.com',
      repository: 'shop/storefront',
      number: 3,
      title: 'Say quay',
      url: 'https://git.example.com/shop/storefront/pulls/3',
      author: 'bob',
      branch: 'quay',
    },
    commit: '1234567890abcdef1234567890abcdef12345678',
    deployedCommit: '1234567890abcdef1234567890abcdef12345678',
    updatedAt: '2026-11-01T10:00:00Z',
    database: { schema: 'pv_storefront_3_abcdefgh' },
    environment: someEnvironment({
      namespace: 'pv-storefront-3-abcdefgh',
      kind: 'preview',
      title: '#3',
    }),
    actions: { redeploy: YES },
    ...overrides,
  };
}

/** @internal */
export function somePreviews(
  overrides: Partial<PreviewsView> = {},
): PreviewsView {
  return {
    setUp: {
      state: 'ready',
      message: 'Pull requests of shop/storefront get previews',
      repository: 'shop/storefront',
      path: 'deploy',
    },
    forge: { host: 'git.example.com', readAt: '2026-11-01T10:00:00Z' },
    previews: [somePreview()],
    ...overrides,
  };
}

export { SentByTest };

/** A backend that answers what the test says, and nothing else. */
export function someApi(overrides: Partial<EnvironmentsApi>): EnvironmentsApi {
  const unexpected = (what: string) => () => {
    throw new Error(`The test does not expect ${what}`);
  };
  return {
    watchEnvironments: unexpected('watchEnvironments'),
    watchPreviews: unexpected('watchPreviews'),
    getSandboxOptions: async () => someOptions(),
    plan: unexpected('plan'),
    apply: unexpected('apply'),
    ...overrides,
  };
}
