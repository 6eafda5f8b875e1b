import type { Entity } from '@backstage/catalog-model';
import type {
  CapacityPool,
  CapacityView,
  CleanupFinding,
  FindingsCluster,
  FindingsView,
  HealthFact,
  HealthFactsView,
  HousekeepingPlan,
  HousekeepingResult,
  LedgerEntry,
  RulesView,
  RunPlan,
  WhatIf,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { HousekeepingApi } from './api/HousekeepingApi';

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

const YES = { enabled: true };

/** A moment from now on, so that relative times are known. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

/** @internal */
export function someFinding(
  overrides: Partial<CleanupFinding> = {},
): CleanupFinding {
  const name = overrides.name ?? 'report-1';
  return {
    id: `dev|shop-dev|${name}|failed-jobs`,
    cluster: 'dev',
    namespace: 'shop-dev',
    kind: 'Job',
    name,
    uid: 'job-1',
    resourceVersion: '41',
    rule: 'failed-jobs',
    ruleTitle: 'Failed jobs',
    state: 'warned',
    message: 'Its owner was warned',
    evidence: ['It failed 9 days ago', 'No CronJob looks after it'],
    createdAt: inHours(-24 * 10),
    staleSince: inHours(-24 * 9),
    expiresAt: inHours(-24 * 2),
    owner: 'group:default/shop',
    ownerFrom: 'entity',
    entity: 'component:default/storefront',
    warnedAt: inHours(-5),
    deadline: inHours(67),
    deletion: {
      how: 'delete',
      losesData: false,
      message: 'Its pods and their logs go with it',
    },
    cost: { perMonth: 1.5, currency: 'USD', unknown: [], parts: {} },
    actions: { renew: YES, protect: YES, delete: YES },
    ...overrides,
  };
}

/** @internal */
export function someCluster(
  findings: CleanupFinding[] = [someFinding()],
  overrides: Partial<FindingsCluster> = {},
): FindingsCluster {
  const totals: FindingsCluster['totals'] = {};
  findings.forEach(({ state }) => {
    totals[state] = (totals[state] ?? 0) + 1;
  });
  return {
    name: 'dev',
    title: 'Development',
    state: 'live',
    lastPass: { at: inHours(-1), message: 'Looked at 120 objects, warned 1' },
    totals,
    more: 0,
    findings,
    ...overrides,
  };
}

/** @internal */
export function someView(...clusters: FindingsCluster[]): FindingsView {
  return { run: YES, clusters };
}

/** @internal */
export function someRules(overrides: Partial<RulesView> = {}): RulesView {
  const rule = {
    kind: 'Job' as const,
    enabled: true,
    olderThanHours: 168,
    since: 'the end of the job',
    noticeHours: 72,
    namespaces: [],
    environments: true,
    version: '1',
  };
  return {
    rules: [
      {
        ...rule,
        id: 'failed-jobs',
        title: 'Failed jobs',
        target: 'failed-job',
      },
      {
        ...rule,
        id: 'old-pods',
        title: 'Old pods',
        target: 'old-pod',
        kind: 'Pod',
        enabled: false,
      },
    ],
    cap: { maxCount: 20, maxPercent: 10 },
    renewDays: 14,
    maxRenewDays: 60,
    everySeconds: 600,
    ...overrides,
  };
}

/** @internal */
export function somePlan(
  overrides: Partial<HousekeepingPlan> = {},
): HousekeepingPlan {
  return {
    action: 'renew',
    cluster: 'dev',
    namespace: 'shop-dev',
    kind: 'Job',
    name: 'report-1',
    summary: 'Keep Job report-1',
    reasons: ['Set fairway.dev/keep-until'],
    findings: [],
    noop: false,
    version: '41',
    ...overrides,
  };
}

export const RESULT: HousekeepingResult = {
  outcome: 'applied',
  cluster: 'dev',
  namespace: 'shop-dev',
  kind: 'Job',
  name: 'report-1',
  message: 'Job report-1 is kept',
};

/** @internal */
export function someRunPlan(overrides: Partial<RunPlan> = {}): RunPlan {
  return {
    summary: 'Warn the owner of 1 object and delete 2',
    clusters: [{ name: 'dev', title: 'Development', warn: 1, delete: 2 }],
    findings: [],
    noop: false,
    version: 'abc',
    ...overrides,
  };
}

/** @internal */
export function someWhatIf(): WhatIf {
  const line = {
    cluster: 'dev',
    namespace: 'shop-dev',
    kind: 'Job',
    rule: 'failed-jobs',
  } as const;
  return {
    at: inHours(0),
    clusters: [
      {
        name: 'dev',
        title: 'Development',
        state: 'live',
        looked: 12,
        seconds: 0.04,
        deleted: [
          {
            ...line,
            name: 'report-1',
            fate: 'delete',
            reason: 'due',
            why: 'It failed 9 days ago',
          },
        ],
        deletedCount: 1,
        savedPerMonth: { amount: 1.5, currency: 'USD' },
        survivors: [
          {
            rule: 'failed-jobs',
            reason: 'young',
            count: 10,
            examples: [
              {
                ...line,
                name: 'report-9',
                fate: 'keep',
                reason: 'young',
                why: 'It failed 2 hours ago',
              },
            ],
          },
          {
            rule: 'failed-jobs',
            reason: 'unknown',
            count: 1,
            examples: [],
          },
        ],
      },
    ],
  };
}

/** @internal */
export function someFact(overrides: Partial<HealthFact> = {}): HealthFact {
  const fact = overrides.fact ?? 'no-limits';
  return {
    id: `dev|shop-dev|Deployment|web|${fact}`,
    cluster: 'dev',
    namespace: 'shop-dev',
    kind: 'Deployment',
    name: 'web',
    fact,
    severity: 'medium',
    message: 'A leak in it can take a whole node down',
    containers: ['web'],
    owner: 'group:default/shop',
    entity: 'component:default/storefront',
    fix: {
      summary: 'Set limits of container web',
      how: 'patch',
      document: 'spec:\n  template: {}\n',
      before: 'resources: {}\n',
      after: 'resources:\n  limits:\n    memory: 256Mi\n',
      command: 'kubectl --namespace=shop-dev patch deployment web',
      assumptions: ['Twice of what it requests is enough'],
    },
    ...overrides,
  };
}

/** @internal */
export function someFacts(...facts: HealthFact[]): HealthFactsView {
  const totals: HealthFactsView['clusters'][number]['totals'] = {};
  facts.forEach(({ fact }) => {
    totals[fact] = (totals[fact] ?? 0) + 1;
  });
  return {
    clusters: [
      {
        name: 'dev',
        title: 'Development',
        state: 'live',
        workloads: 7,
        totals,
        more: 0,
        facts,
      },
    ],
  };
}

const GIB = 2 ** 30;

/** @internal */
export function somePool(overrides: Partial<CapacityPool> = {}): CapacityPool {
  const uses = {
    cpu: { allocatable: 16, requested: 6, used: 2.5 },
    memory: { allocatable: 64 * GIB, requested: 58 * GIB, used: 30 * GIB },
    pods: { allocatable: 220, requested: 48 },
  };
  return {
    ...uses,
    name: 'default',
    nodes: 2,
    schedulable: 2,
    headroom: {
      tier: 's',
      previews: 3,
      limitedBy: 'memory',
      method: 'What is free on each node, by the requests of tier S',
    },
    warnings: [],
    samples: [3, 2, 1, 0].map(hours => ({
      ...uses,
      cpu: { ...uses.cpu, requested: 6 - hours },
      nodes: 2,
      at: inHours(-hours),
    })),
    ...overrides,
  };
}

/** @internal */
export function someCapacity(...pools: CapacityPool[]): CapacityView {
  return {
    at: inHours(0),
    range: '24h',
    resolutionSeconds: 60,
    clusters: [
      {
        name: 'dev',
        title: 'Development',
        state: 'live',
        metrics: { available: true, message: 'Use is measured' },
        pending: 0,
        pools,
      },
    ],
  };
}

/** @internal */
export function someEntry(
  sequence: number,
  fact: Partial<LedgerEntry['fact']> = {},
): LedgerEntry {
  return {
    sequence,
    previousHash: `hash-${sequence - 1}`,
    hash: `hash-${sequence}`,
    fact: {
      at: '2026-11-01T10:00:00Z',
      outcome: 'deleted',
      cluster: 'dev',
      namespace: 'shop-dev',
      kind: 'Job',
      name: `report-${sequence}`,
      uid: 'job-1',
      actor: 'fairway:housekeeping',
      rule: 'failed-jobs',
      evidence: ['It failed 9 days before'],
      before: { labels: { app: 'report' } },
      beforeHash: 'abc',
      ...fact,
    },
  };
}

/** Lines of JSON, as the backend sends the ledger. */
export function someLedger(...entries: LedgerEntry[]): string {
  return entries.map(entry => `${JSON.stringify(entry)}\n`).join('');
}

/** A backend that answers what the test says, and nothing else. */
export function someApi(overrides: Partial<HousekeepingApi>): HousekeepingApi {
  const unexpected = (what: string) => () => {
    throw new Error(`The test does not expect ${what}`);
  };
  return {
    watchFindings: unexpected('watchFindings'),
    watchHealthFacts: unexpected('watchHealthFacts'),
    watchCapacity: unexpected('watchCapacity'),
    getRules: async () => someRules(),
    plan: unexpected('plan'),
    apply: unexpected('apply'),
    whatIf: unexpected('whatIf'),
    exportWhatIf: unexpected('exportWhatIf'),
    planRun: unexpected('planRun'),
    run: unexpected('run'),
    exportLedger: unexpected('exportLedger'),
    ...overrides,
  };
}
