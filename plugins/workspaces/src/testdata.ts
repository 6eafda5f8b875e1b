import type { Entity } from '@backstage/catalog-model';
import type {
  ConnectInfo,
  InnerLoopView,
  WorkspaceCluster,
  WorkspaceDependency,
  WorkspaceOptions,
  WorkspacePlan,
  WorkspaceResult,
  WorkspacesView,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspacesApi } from './api/WorkspacesApi';

/** The entity of the tests. */
export const orders: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders', namespace: 'default' },
};

const YES = { enabled: true };
const RESOURCES = {
  requests: { cpu: '500m', memory: '1Gi' },
  limits: { cpu: '2', memory: '2Gi' },
  storage: '5Gi',
};
const IMAGE = {
  id: 'debian',
  title: 'Debian',
  image: 'localhost/fairway-workspace:1',
};

export const REF = {
  cluster: 'dev',
  namespace: 'sb-bob-workspaces-abcdefgh',
  name: 'ws-orders-abcdefgh',
};

const NOW = Date.now();

/** A moment from now on, so that relative times are known. */
export function inMinutes(minutes: number): string {
  return new Date(NOW + minutes * 60_000).toISOString();
}

/** @internal */
export function someDependency(
  overrides: Partial<WorkspaceDependency> = {},
): WorkspaceDependency {
  return {
    entityRef: 'component:default/payments-api',
    via: ['dependsOn'],
    status: 'resolved',
    reason: 'The Service of its workload in payments-dev',
    service: {
      namespace: 'payments-dev',
      name: 'payments-api',
      host: 'payments-api.payments-dev.svc',
      ports: [{ port: 8080 }],
    },
    env: [
      {
        name: 'PAYMENTS_API_URL',
        value: 'http://payments-api.payments-dev.svc:8080',
      },
    ],
    reachable: 'TCP 8080 of its pods',
    ...overrides,
  };
}

/** @internal */
export function someWorkspace(
  overrides: Partial<WorkspaceView> = {},
): WorkspaceView {
  return {
    ...REF,
    uid: 'workspace-1',
    version: 'u.41',
    entityRef: 'component:default/orders',
    owner: 'user:default/bob',
    createdBy: 'user:default/bob',
    createdAt: '2026-11-01T10:00:00Z',
    repository: {
      url: 'https://git.example.com/shop/orders',
      folder: '/home/dev/orders',
    },
    branch: 'faster-checkout',
    image: IMAGE,
    tier: 's',
    resources: RESOURCES,
    driver: 'deployment',
    state: 'running',
    message: 'Ready for terminal, SSH and editors',
    steps: [],
    idle: {
      minutes: 30,
      aliveBecause: 'One terminal is open',
      connections: 1,
      lastSignal: { at: inMinutes(-3), what: 'Typed in a terminal' },
      stopsAt: inMinutes(27),
    },
    dependencies: [someDependency()],
    cost: {
      perMonth: 14.5,
      currency: 'USD',
      unknown: [],
      parts: { compute: 14, storage: 0.5 },
    },
    actions: {
      start: { enabled: false, why: 'It runs' },
      stop: YES,
      delete: YES,
      connect: YES,
      keepAwake: YES,
    },
    ...overrides,
  };
}

/** @internal */
export function someStopped(
  overrides: Partial<WorkspaceView> = {},
): WorkspaceView {
  return someWorkspace({
    state: 'stopped',
    message: 'Stopped; its files are kept',
    idle: {
      minutes: 30,
      aliveBecause: 'No sign of life for 30 minutes',
      connections: 0,
    },
    stopped: {
      at: inMinutes(-120),
      by: 'the portal',
      reason: 'No sign of life for 30 minutes',
    },
    actions: {
      start: YES,
      stop: { enabled: false, why: 'It is stopped' },
      delete: YES,
      connect: { enabled: false, why: 'It is stopped' },
      keepAwake: { enabled: false, why: 'It is stopped' },
    },
    ...overrides,
  });
}

/** @internal */
export function someCluster(
  overrides: Partial<WorkspaceCluster> = {},
): WorkspaceCluster {
  return {
    name: 'dev',
    title: 'Development',
    state: 'live',
    workspaces: [someWorkspace()],
    ...overrides,
  };
}

/** @internal */
export function someView(...clusters: WorkspaceCluster[]): WorkspacesView {
  return { clusters };
}

/** Nobody has a workspace. */
export const EMPTY = someView(someCluster({ workspaces: [] }));

/** @internal */
export function someOptions(
  overrides: Partial<WorkspaceOptions> = {},
): WorkspaceOptions {
  return {
    entityRef: 'component:default/orders',
    create: YES,
    findings: [],
    repository: {
      url: 'https://git.example.com/shop/orders',
      host: 'git.example.com',
      name: 'shop/orders',
    },
    branches: {
      known: true,
      items: [{ name: 'main' }, { name: 'faster-checkout', hint: '#12' }],
    },
    places: [
      {
        cluster: 'dev',
        namespace: REF.namespace,
        title: 'Workspaces',
        isNew: false,
        usable: YES,
        quota: [],
        tiers: [
          { tier: 's', resources: RESOURCES, fits: YES },
          {
            tier: 'm',
            resources: RESOURCES,
            fits: {
              enabled: false,
              why: 'limits.memory has 1 GiB left of 4 GiB',
            },
          },
        ],
      },
      {
        cluster: 'dev',
        namespace: '',
        title: 'New',
        isNew: true,
        usable: YES,
        quota: [],
        tiers: [{ tier: 's', resources: RESOURCES, fits: YES }],
      },
    ],
    images: [IMAGE],
    dependencies: [someDependency()],
    existing: [],
    defaults: {
      branch: '',
      cluster: 'dev',
      namespace: REF.namespace,
      tier: 's',
      image: 'debian',
      idleMinutes: 30,
    },
    limits: {
      perUser: 3,
      runningPerUser: 2,
      used: 1,
      running: 0,
      maxIdleMinutes: 480,
    },
    ...overrides,
  };
}

/** @internal */
export function somePlan(
  overrides: Partial<WorkspacePlan> = {},
): WorkspacePlan {
  return {
    ...REF,
    action: 'stop',
    summary: 'Stop it; its files are kept',
    reasons: ['Scale Deployment ws-orders-abcdefgh to 0'],
    findings: [],
    noop: false,
    version: 'u.41',
    ...overrides,
  };
}

export const RESULT: WorkspaceResult = {
  ...REF,
  outcome: 'applied',
  message: 'Done',
  problems: [],
};

/** @internal */
export function someConnectInfo(
  overrides: Partial<ConnectInfo> = {},
): ConnectInfo {
  return {
    ...REF,
    terminal: YES,
    ssh: {
      available: YES,
      alias: 'ws-orders-abcdefgh',
      command: 'ssh ws-orders-abcdefgh',
      config: 'Host ws-orders-abcdefgh\n  ProxyCommand fairway-ssh proxy\n',
      setUp: [{ title: 'Sign in', command: 'fairway-ssh login' }],
      certificateMinutes: 10,
    },
    links: [
      {
        id: 'vscode',
        title: 'VS Code',
        url: 'vscode://vscode-remote/ssh-remote+ws-orders-abcdefgh/home/dev/orders',
      },
      {
        id: 'zed',
        title: 'Zed',
        url: 'zed://ssh/ws-orders-abcdefgh/home/dev/orders',
      },
    ],
    kubeconfig: { enabled: true, minutes: 60 },
    ...overrides,
  };
}

/** @internal */
export function someInnerLoop(
  overrides: Partial<InnerLoopView> = {},
): InnerLoopView {
  return {
    entityRef: 'component:default/orders',
    tool: 'skaffold',
    files: [
      {
        path: 'skaffold.yaml',
        content: 'apiVersion: skaffold/v4beta13\n',
        state: 'new',
        why: 'There is no such file yet',
      },
      {
        path: 'dev/README.md',
        content: 'skaffold dev\n',
        state: 'kept',
        why: 'dev/README.md stays as it is: its block was changed by hand',
      },
    ],
    seenIn: 'repository',
    findings: [
      {
        id: 'no-tar',
        severity: 'info',
        message: 'The image has no tar, which file sync needs',
        evidence: [],
      },
    ],
    choice: [
      {
        tool: 'skaffold',
        title: 'Skaffold',
        fit: 'best',
        reasons: ['It has a Dockerfile and manifests'],
      },
      {
        tool: 'tilt',
        title: 'Tilt',
        fit: 'good',
        reasons: ['It has a Dockerfile'],
      },
    ],
    ...overrides,
  };
}

/** A backend that answers what the test says, and nothing else. */
export function someApi(overrides: Partial<WorkspacesApi>): WorkspacesApi {
  const unexpected = (what: string) => () => {
    throw new Error(`The test does not expect ${what}`);
  };
  return {
    watchWorkspaces: unexpected('watchWorkspaces'),
    getOptions: async () => someOptions(),
    plan: unexpected('plan'),
    apply: unexpected('apply'),
    getConnectInfo: async () => someConnectInfo(),
    issueKubeconfig: unexpected('issueKubeconfig'),
    getCommandLine: unexpected('getCommandLine'),
    getInnerLoop: async () => someInnerLoop(),
    terminal: unexpected('terminal'),
    ...overrides,
  };
}
