import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject } from '@kubernetes/client-node';
import {
  letAdaEdit,
  startWorld,
  type TestWorld,
} from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const FORM = {
  name: 'web',
  kind: 'service',
  image: 'example.com/web:1.0',
  port: 8080,
  resources: {
    requests: { cpu: '250m', memory: '64Mi' },
    limits: { memory: '64Mi' },
  },
  replicas: { min: 2, max: 3 },
};

const SHAPE = {
  replicas: 1,
  surge: 1,
  ephemeralStorage: { requests: '64Mi', limits: '256Mi' },
  objects: ['config', 'account', 'network-policy', 'disruption-budget'],
};

const QUOTA = {
  group: '',
  version: 'v1',
  plural: 'resourcequotas',
  kind: 'ResourceQuota',
};

type Written = KubernetesObject & Record<string, unknown>;

/** With a gateway, the cluster serves the Gateway API. */
const withGateway = process.env.FAIRWAY_TEST_GATEWAY_PORT
  ? describe
  : describe.skip;

const RBAC = 'rbac.authorization.k8s.io';

/** A developer of Kubernetes' own roles may make no HTTPRoutes. */
const routesFor = (namespace: string): Written[] => [
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata: { name: 'routes', namespace },
    rules: [
      {
        apiGroups: ['gateway.networking.k8s.io'],
        resources: ['httproutes'],
        verbs: ['create', 'patch', 'get'],
      },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata: { name: 'routes', namespace },
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'routes' },
    subjects: [{ apiGroup: RBAC, kind: 'User', name: 'backstage:default/ada' }],
  },
];

describeWithCluster('a form, checked at every stage', cluster => {
  let world: TestWorld;
  /** Ada may work there, within a small quota. */
  let staging: string;
  /** Only others may. */
  let production: string;

  beforeAll(async () => {
    world = await startWorld(cluster());
    staging = await cluster().createNamespace('golden-staging');
    production = await cluster().createNamespace('golden-production');
    await letAdaEdit(cluster(), staging);
    await cluster().applyObjects<Written>([
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'small', namespace: staging },
        spec: { hard: { 'requests.cpu': '300m' } },
      },
    ]);
    await eventually(async () => {
      const found = await cluster().client.get<Written>({
        type: QUOTA,
        namespace: staging,
        name: 'small',
      });
      // The quota's controller has counted what is there.
      if (found.status === undefined) {
        throw new Error(`Quota small of ${staging} has no status yet`);
      }
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  const ask = async (change: object = {}, more: object = {}) => {
    const { body } = await world.preflight({ ...FORM, ...change }, 'ada', {
      shape: SHAPE,
      ...more,
    });
    return body as {
      passed: boolean;
      findings: Array<Record<string, unknown>>;
      room: object[];
    };
  };
  const later = () => [
    { stage: 'staging', cluster: 'main', namespace: staging },
    { stage: 'production', cluster: 'main', namespace: production },
  ];

  it('finds nothing where it runs first, which is smaller', async () => {
    expect(await ask()).toEqual({
      passed: true,
      findings: [],
      room: [],
      urls: [],
    });
  });

  it('says what a later stage has no room for, and which could not be asked', async () => {
    const { passed, findings, room } = await ask({}, { later: later() });
    expect(passed).toBe(false);
    expect(findings).toMatchObject([
      {
        id: 'quota',
        severity: 'block',
        field: 'resources',
        message:
          "staging: To start it needs 500m of requests.cpu, but 300m of 300m are left in quota 'small'",
      },
      {
        id: 'not-asked',
        severity: 'confirm',
        field: 'production',
        message: `production: ${production} of cluster main was not asked: You may not create workloads in namespace '${production}' of cluster 'main'`,
      },
    ]);
    expect(room).toMatchObject([
      { stage: 'staging', namespace: staging, resource: 'requests.cpu' },
    ]);
  });

  it('keeps nobody because a later cluster is not there', async () => {
    const answer = await ask(
      {},
      { later: [{ stage: 'production', cluster: 'far', namespace: 'shop' }] },
    );
    expect(answer).toMatchObject({
      passed: true,
      findings: [{ id: 'not-asked', field: 'production' }],
    });
  });

  it('finds that two stages would be at one place, or at one host', async () => {
    const host = `${world.namespace}.example.com`;
    const [first, second] = later();
    const { passed, findings } = await ask(
      { host },
      {
        later: [
          { ...first, host },
          { ...second, namespace: staging },
        ],
      },
    );
    expect(passed).toBe(false);
    const found = findings.filter(({ id }) => /^same-/.test(id as string));
    expect(found).toMatchObject([
      { id: 'same-host', severity: 'block', field: 'stagingHost' },
      { id: 'same-place', severity: 'block', field: 'production' },
    ]);
  });

  it('finds that staging has another host that is taken, and names its field', async () => {
    const host = `staging-${world.namespace}.example.com`;
    await cluster().applyObjects<Written>([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'theirs', namespace: production },
        spec: {
          rules: [
            {
              host,
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: { service: { name: 'x', port: { number: 80 } } },
                  },
                ],
              },
            },
          ],
        },
      },
    ]);
    const { findings } = await ask(
      {
        host: `${world.namespace}.example.com`,
        route: 'ingress',
        replicas: { min: 1, max: 1 },
      },
      { later: [{ ...later()[0], host }] },
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'host-taken',
        severity: 'block',
        field: 'stagingHost',
      }),
    );
  });

  it('finds replicas that are the wrong way round where only later stages show it', async () => {
    const { findings } = await ask(
      {
        replicas: { min: 3, max: 2 },
        resources: { requests: { cpu: '10m', memory: '64Mi' } },
      },
      { later: [later()[0]] },
    );
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'replicas',
        severity: 'block',
        field: 'replicas',
        message: 'staging: at least 3 replicas are more than at most 2',
      }),
    );
  });

  it('looks for ConfigMaps that variables name', async () => {
    await world.apply([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'region' },
        data: { name: 'eu' },
      },
    ]);
    const { findings } = await ask({
      env: ['region', 'nowhere'].map((name, i) => ({
        name: `V${i}`,
        configMap: { name, key: 'name' },
      })),
    });
    expect(findings).toMatchObject([
      {
        id: 'no-config-map',
        severity: 'block',
        field: 'env',
        message: `Deployment 'web': there is no ConfigMap 'nowhere' in ${world.namespace}; its pods would wait for it`,
      },
    ]);
  });

  withGateway('where Gateways are served', () => {
    it('looks for the Gateway, and whether it takes the route', async () => {
      const gateway = (name: string, from: string) => ({
        apiVersion: 'gateway.networking.k8s.io/v1',
        kind: 'Gateway',
        metadata: { name, namespace: production },
        spec: {
          gatewayClassName: 'nobody',
          listeners: [
            {
              name: 'web',
              protocol: 'HTTP',
              port: 80,
              hostname: '*.example.com',
              allowedRoutes: { namespaces: { from } },
            },
          ],
        },
      });
      await cluster().applyObjects<Written>([
        ...routesFor(world.namespace),
        gateway('open', 'All'),
        gateway('private', 'Same'),
      ]);
      const through = async (name: string, host: string) =>
        (
          await ask({
            host,
            route: 'http-route',
            gateway: { namespace: production, name },
          })
        ).findings.map(({ id, severity, field }) => [id, severity, field]);
      const host = `gateway-${world.namespace}.example.com`;
      expect(await through('open', host)).toEqual([]);
      expect(await through('private', host)).toEqual([
        ['gateway-shut', 'block', 'gateway'],
      ]);
      expect(await through('nowhere', host)).toEqual([
        ['no-gateway', 'block', 'gateway'],
      ]);
      expect(
        await through('open', `gateway-${world.namespace}.example.org`),
      ).toEqual([['gateway-shut', 'block', 'host']]);
    });
  });

  it('looks for the class of an Ingress', async () => {
    const { findings } = await ask({
      host: `class-${world.namespace}.example.com`,
      route: 'ingress',
      ingressClass: 'nobody-has-this',
    });
    expect(findings).toMatchObject([
      { id: 'no-ingress-class', severity: 'block', field: 'ingressClass' },
    ]);
  });

  it('looks for pods where requests are let in from', async () => {
    const from = async (trafficNamespace: string, route = 'ingress') =>
      (
        await ask({
          host: `traffic-${world.namespace}.example.com`,
          route,
          trafficNamespace,
        })
      ).findings
        .filter(({ id }) => id === 'no-traffic')
        .map(({ severity, field, message }) => [severity, field, message]);
    const words = 'from which requests are let in';
    const empty = await cluster().createNamespace('golden-empty');
    expect(await from('nowhere-at-all')).toEqual([
      [
        'confirm',
        'trafficNamespace',
        expect.stringContaining(
          `there is no namespace 'nowhere-at-all' in cluster main, ${words}`,
        ),
      ],
    ]);
    expect(await from(empty)).toEqual([
      [
        'confirm',
        'trafficNamespace',
        expect.stringContaining(
          `no pod runs in namespace '${empty}' of cluster main, ${words}`,
        ),
      ],
    ]);
    expect(await from('nowhere-at-all', 'none')).toEqual([]);
  });

  it('knows the port of the pods that are called, and whether they let it in', async () => {
    const labels = { 'app.kubernetes.io/name': 'cart' };
    await cluster().applyObjects<Written>([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'cart', namespace: production },
        spec: {
          selector: labels,
          ports: [{ name: 'http', port: 80, targetPort: 'http' }],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'cart', namespace: production, labels },
        spec: {
          nodeSelector: { nowhere: 'yes' },
          containers: [
            {
              name: 'cart',
              image: 'example.com/cart:1',
              ports: [{ name: 'http', containerPort: 8080 }],
            },
          ],
        },
      },
    ]);
    const calling = async (name: string, port: number) =>
      (
        await ask({ dependencies: [{ namespace: production, name, port }] })
      ).findings.map(({ id, severity, field }) => [id, severity, field]);
    expect(await calling('cart', 8080)).toEqual([]);
    expect(await calling('cart', 80)).toEqual([
      ['dependency-port', 'confirm', 'dependencies'],
    ]);
    expect(await calling('card', 8080)).toEqual([
      ['no-dependency', 'confirm', 'dependencies'],
    ]);
    await cluster().applyObjects<Written>([
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: 'shut', namespace: production },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      },
    ]);
    expect(await calling('cart', 8080)).toEqual([
      ['network', 'confirm', 'dependencies'],
    ]);
  });
});
