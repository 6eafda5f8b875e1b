import type { Entity } from '@backstage/catalog-model';
import type {
  AdoptionFigures,
  AdoptionPath,
  AdoptionView,
  Campaign,
  CampaignsView,
  GoldenPathStatus,
  UpgradePlan,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { GoldenPathsApi } from './api/GoldenPathsApi';

/** The entity of the tests. */
export const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    namespace: 'default',
    annotations: { 'fairway.dev/golden-path': 'template:default/web-service' },
  },
};

/** @internal */
export function someStatus(
  more: Partial<GoldenPathStatus> = {},
): GoldenPathStatus {
  return {
    entityRef: 'component:default/orders',
    state: 'behind',
    template: 'template:default/web-service',
    templateTitle: 'Web service',
    version: '1.0.0',
    latest: '1.2.0',
    behind: 2,
    changes: [
      { version: '1.2.0', changes: ['base image'] },
      { version: '1.1.0', changes: ['probes'] },
    ],
    repository: { name: 'shop/orders', url: 'https://git.example.com/x' },
    mayUpgrade: true,
    owners: ['group:default/shop'],
    ...more,
  };
}

/** @internal */
export function somePlan(more: Partial<UpgradePlan> = {}): UpgradePlan {
  return {
    summary: 'Open a pull request in shop/orders from 1.0.0 to 1.2.0',
    from: '1.0.0',
    to: '1.2.0',
    files: [{ kind: 'updated', path: 'Dockerfile' }],
    conflicts: [
      {
        path: 'deploy/app.yaml',
        kind: 'content',
        message: 'Both changed the same lines, in one place',
      },
    ],
    findings: [],
    noop: false,
    version: 'v1',
    ...more,
  };
}

const FIGURES: AdoptionFigures = {
  runs: 12,
  succeeded: 9,
  failed: 3,
  cancelled: 0,
  running: 0,
  successRate: 0.75,
  secondsToReady: 42,
  ready: 9,
  alive30: { of: 5, alive: 4 },
  alive90: { of: 2, alive: 1 },
  services: 8,
};

/** @internal */
export function somePath(more: Partial<AdoptionPath> = {}): AdoptionPath {
  return {
    template: 'template:default/web-service',
    title: 'Web service',
    latest: '1.1.0',
    total: FIGURES,
    versions: [{ ...FIGURES, version: '1.1.0' }],
    failures: [
      {
        step: 'preflight',
        field: 'resources',
        finding: 'To start it needs too much',
        count: 3,
      },
    ],
    onLatest: 6,
    drift: 0.5,
    periods: [
      { at: '2026-10-01T00:00:00.000Z', runs: 4, succeeded: 1 },
      {
        at: '2026-10-10T00:00:00.000Z',
        runs: 8,
        succeeded: 8,
        secondsToReady: 42,
      },
    ],
    ...more,
  };
}

/** @internal */
export function someAdoption(
  paths: AdoptionPath[] = [somePath()],
  more: Partial<AdoptionView> = {},
): AdoptionView {
  return {
    range: '90d',
    from: '2026-08-30T00:00:00.000Z',
    to: '2026-11-28T00:00:00.000Z',
    periodDays: 9,
    paths,
    bypassed: {
      workloads: 7,
      isComplete: true,
      groups: [
        {
          uses: ['StatefulSet', 'persistent volume'],
          count: 7,
          examples: ['dev: shop/StatefulSet/cache'],
        },
      ],
    },
    errors: [],
    ...more,
  };
}

/** @internal */
export function someCampaign(more: Partial<Campaign> = {}): Campaign {
  return {
    id: '6f0c5d2e-58f5-4f0e-9a65-0a1b2c3d4e5f',
    template: 'template:default/web-service',
    version: '1.2.0',
    state: 'running',
    createdAt: '2026-11-28T00:00:00.000Z',
    perMinute: 6,
    items: [
      {
        entityRef: 'component:default/cart',
        state: 'failed',
        reason: 'git.example.com answered 404',
      },
      {
        entityRef: 'component:default/orders',
        state: 'opened',
        url: 'https://git.example.com/shop/orders/pulls/3',
      },
      { entityRef: 'component:default/stock', state: 'waiting' },
    ],
    ...more,
  };
}

/** @internal */
export function someCampaigns(
  campaigns: Campaign[] = [someCampaign()],
): CampaignsView {
  return {
    campaigns,
    templates: [
      {
        template: 'template:default/worker',
        title: 'Worker',
        latest: '1.1.0',
        components: 9,
        behind: 4,
      },
      {
        template: 'template:default/web-service',
        title: 'Web service',
        latest: '1.2.0',
        components: 3,
        behind: 0,
      },
    ],
    mayStart: true,
  };
}

const unused = () => Promise.reject(new Error('The test does not answer this'));

/** A backend that answers what the test says. */
export function someApi(api: Partial<GoldenPathsApi>): GoldenPathsApi {
  return {
    listPlaces: unused,
    readRoom: unused,
    preflight: unused,
    readStatus: unused,
    planUpgrade: unused,
    upgrade: unused,
    listCampaigns: unused,
    startCampaign: unused,
    changeCampaign: unused,
    readAdoption: unused,
    ...api,
  };
}
