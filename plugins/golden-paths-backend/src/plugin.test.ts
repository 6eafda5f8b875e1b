import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import request from 'supertest';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';

jest.setTimeout(60_000);

const FORM = {
  name: 'web',
  kind: 'service',
  image: 'example.com/web:1.0',
  port: 8080,
  resources: {
    requests: { cpu: '250m', memory: '64Mi' },
    limits: { cpu: '250m', memory: '64Mi' },
  },
  replicas: { min: 2, max: 2 },
};

describeWithCluster('golden paths, asked by a form', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
    await world.apply([
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'team' },
        spec: { hard: { 'requests.cpu': '1', 'limits.memory': '1Gi' } },
      },
    ]);
    await eventually(async () => {
      const { body } = await world.get('/room', {
        cluster: 'main',
        namespace: world.namespace,
      });
      if (body.quotas?.length !== 2) {
        throw new Error('The quota is not counted yet');
      }
    });
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('lists the namespaces that one may use, and no other', async () => {
    const search = world.namespace;
    const mine = await world.get('/places', { search });
    expect(mine.body).toEqual({
      places: [
        {
          cluster: 'main',
          clusterTitle: 'main',
          namespace: world.namespace,
          stage: 'dev',
        },
      ],
      clusters: [{ cluster: 'main', clusterTitle: 'main' }],
      truncated: false,
      errors: [],
    });
    const theirs = await world.get('/places', { search }, 'mallory');
    expect(theirs.body.places).toEqual([]);
  });

  it('tells what is left of the quotas', async () => {
    const where = { cluster: 'main', namespace: world.namespace };
    const { body } = await world.get('/room', where);
    expect(body).toEqual({
      ...where,
      podSecurity: 'restricted',
      quotas: [
        {
          quota: 'team',
          resource: 'limits.memory',
          hard: '1Gi',
          used: '0',
          left: '1Gi',
        },
        {
          quota: 'team',
          resource: 'requests.cpu',
          hard: '1',
          used: '0',
          left: '1',
        },
      ],
    });
    const refused = await world.get('/room', where, 'mallory');
    expect(refused.status).toBe(403);
  });

  it('finds nothing in a form that fits', async () => {
    const { body } = await world.preflight(FORM);
    expect(body).toMatchObject({ passed: true, findings: [] });
    expect(body.room).toContainEqual(
      expect.objectContaining({ resource: 'requests.cpu', asked: '750m' }),
    );
  });

  it('says that a name is taken in the catalog', async () => {
    const { body } = await world.preflight({ ...FORM, name: 'listed' });
    expect(body).toMatchObject({
      passed: false,
      findings: [
        {
          id: 'catalog-name-taken',
          severity: 'block',
          field: 'name',
          message:
            'component:default/listed is in the catalog already, from url:https://git.example.com/shop/listed/src/branch/main/catalog-info.yaml; choose another name',
        },
      ],
    });
  });

  it.each<[string, object, object]>([
    [
      'too much to start',
      { replicas: { min: 5 } },
      {
        id: 'quota',
        severity: 'block',
        field: 'resources',
        message:
          "To start it needs 1250m of requests.cpu, but 1 of 1 are left in quota 'team'",
      },
    ],
    [
      'too much for a rollout',
      { replicas: { min: 4 } },
      { id: 'quota-rollout', severity: 'confirm', field: 'resources' },
    ],
    [
      'too much for the autoscaler',
      { replicas: { min: 2, max: 8 } },
      { id: 'quota-autoscaler', severity: 'confirm', field: 'replicas' },
    ],
    [
      'a name that is none',
      { name: 'Web_Service' },
      { id: 'refused', severity: 'block', field: 'name' },
    ],
    [
      'a quantity that is none',
      { resources: { requests: { cpu: 'lots', memory: '64Mi' } } },
      { severity: 'block' },
    ],
    [
      'a limit below its request',
      {
        resources: {
          requests: { cpu: '250m', memory: '64Mi' },
          limits: { cpu: '250m', memory: '32Mi' },
        },
      },
      { id: 'refused', severity: 'block', field: 'resources' },
    ],
    [
      'an image that is none',
      { image: 'Example.com/Web:1' },
      { id: 'image', severity: 'block', field: 'image' },
    ],
    [
      'a variable that is none',
      { env: [{ name: '1=2', value: 'x' }] },
      { id: 'refused', severity: 'block', field: 'env' },
    ],
    [
      'a port that is none',
      { port: 70_000 },
      { id: 'refused', severity: 'block', field: 'port' },
    ],
    [
      'a schedule that is none',
      { kind: 'job', schedule: '61 * * * *' },
      { id: 'refused', severity: 'block', field: 'schedule' },
    ],
  ])('finds %s', async (_, change, expected) => {
    const { body } = await world.preflight({ ...FORM, ...change });
    expect(body.findings).toContainEqual(expect.objectContaining(expected));
  });

  it('finds a name and a host that are taken', async () => {
    const host = `${world.namespace}.example.com`;
    await world.apply([
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'taken' },
        spec: { ports: [{ port: 80 }] },
      },
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'theirs' },
        spec: {
          rules: [
            {
              host,
              http: {
                paths: [
                  {
                    path: '/',
                    pathType: 'Prefix',
                    backend: {
                      service: { name: 'taken', port: { number: 80 } },
                    },
                  },
                ],
              },
            },
          ],
        },
      },
    ]);
    const { body } = await world.preflight({ ...FORM, name: 'taken', host });
    expect(body.passed).toBe(false);
    expect(body.findings.slice(0, 2)).toEqual([
      expect.objectContaining({
        id: 'name-taken',
        field: 'name',
        message:
          "Service 'taken' is there already and is managed by fairway-test; choose another name",
      }),
      expect.objectContaining({ id: 'host-taken', field: 'host' }),
    ]);
  });

  it('says nothing of what is not filled in yet', async () => {
    const { body } = await world.preflight({ resources: FORM.resources });
    expect(body).toMatchObject({ passed: true, findings: [] });
  });

  it('leaves nothing behind', async () => {
    await world.preflight(FORM);
    const pods = await cluster().client.list(
      { group: '', version: 'v1', plural: 'pods', kind: 'Pod' },
      { namespace: world.namespace },
    );
    expect(pods).toEqual([]);
  });

  it('lets in people only, and only those who may', async () => {
    const nobody = await request(world.server)
      .get('/api/golden-paths/v1/places')
      .set('Authorization', 'Bearer nonsense');
    expect(nobody.status).toBe(401);
    expect((await world.preflight(FORM, 'mallory')).status).toBe(403);
    world.denied.add('golden-path.preflight');
    const refused = await world.preflight(FORM);
    world.denied.clear();
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(/golden-path.preflight/);
  });
});
