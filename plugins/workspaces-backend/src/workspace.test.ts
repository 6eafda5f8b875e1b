import type { AddressInfo } from 'node:net';
import type {
  KubernetesObject,
  V1ConfigMap,
  V1Deployment,
  V1NetworkPolicy,
  V1PersistentVolumeClaim,
  V1RoleBinding,
} from '@kubernetes/client-node';
import type {
  KubernetesClient,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  describeWithCluster,
  eventually,
  openStream,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  component,
  startWorld,
  type TestWorld,
} from './__testUtils__/testWorld';
import { TYPES, type Kind } from './domain/kinds/resourceTypes';

jest.setTimeout(120_000);

const source = (repository: string) => ({
  'backstage.io/source-location': `url:https://git.example.com/${repository}/src/branch/main/`,
});
const entityRef = 'component:default/orders';
const reason = 'Test it';
const entities = [
  component('orders', {
    annotations: source('shop/orders'),
    relations: [
      { type: 'dependsOn', targetRef: 'component:default/payments' },
      { type: 'consumesApi', targetRef: 'api:default/stock' },
      { type: 'dependsOn', targetRef: 'component:default/nowhere' },
    ],
  }),
  component('payments'),
  component('nowhere', { annotations: { 'backstage.io/kubernetes-id': '' } }),
  component('stock', {
    kind: 'API',
    relations: [
      { type: 'apiProvidedBy', targetRef: 'component:default/warehouse' },
    ],
  }),
  component('warehouse'),
  component('homeless'),
  ...['one', 'two', 'three', 'broken'].map(name =>
    component(name, { annotations: source(`shop/${name}`) }),
  ),
];

describeWithCluster('workspaces', cluster => {
  let world: TestWorld;
  /** Of the sandbox that the first one makes. */
  let namespace: string;

  beforeAll(async () => {
    world = await startWorld(cluster(), {
      entities,
      workspaces: {
        limits: { perUser: 3, runningPerUser: 2 },
        // No volume is ever made: none of them gets beyond its start.
        storageClass: 'fairway-test-no-such-class',
      },
    });
    const stage = await cluster().createNamespace('shop-dev', {
      'fairway.dev/stage': 'dev',
    });
    const production = await cluster().createNamespace('shop-live', {
      'fairway.dev/stage': 'production',
    });
    const service = (name: string, where: string) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: {
        name,
        namespace: where,
        labels: { 'backstage.io/kubernetes-id': name },
      },
      spec: {
        selector: { app: name },
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      },
    });
    // Of stage dev as well, but somebody's own, and gone some day.
    const preview = await cluster().createNamespace('a-preview', {
      'fairway.dev/stage': 'dev',
      'fairway.dev/managed': 'true',
      'fairway.dev/kind': 'preview',
    });
    await cluster().applyObjects([
      service('payments', preview),
      service('payments', stage),
      service('payments', production),
      service('warehouse', stage),
    ]);
  });

  afterAll(async () => {
    await world?.stop();
  });

  const read = <T extends KubernetesObject>(kind: Kind, name: string) =>
    world.client.get<T>({ type: TYPES[kind], namespace, name });
  const change = (
    verb: string,
    name: string,
    more: object = {},
    who = 'alice',
  ) =>
    world.portal.post(
      `/workspace/${verb}`,
      { cluster: 'main', namespace, name, reason, ...more },
      who,
    );
  const create = (more: object, who = 'alice') =>
    world.portal.post('/workspace/create', { entityRef, reason, ...more }, who);
  const annotate = (name: string, annotations: Record<string, string | null>) =>
    world.client.patch(
      { type: TYPES.Deployment, namespace, name },
      {
        type: 'application/merge-patch+json',
        body: { metadata: { annotations } },
      },
    );
  const ago = (minutes: number) =>
    new Date(Date.now() - minutes * 60_000).toISOString();

  it('are offered, with the sandbox that would be made', async () => {
    const { body } = await world.portal.get('/workspace/options', {
      entityRef,
    });
    expect(body).toMatchObject({
      create: { enabled: true },
      repository: { name: 'shop/orders', host: 'git.example.com' },
      places: [
        {
          isNew: true,
          usable: { enabled: true },
          tiers: [
            { tier: 's', fits: { enabled: true } },
            { tier: 'm', fits: { enabled: true } },
            { tier: 'l', fits: { enabled: true } },
          ],
        },
      ],
      existing: [],
    });
    const { body: homeless } = await world.portal.get('/workspace/options', {
      entityRef: 'component:default/homeless',
    });
    expect(homeless.create).toEqual({
      enabled: false,
      why: expect.stringMatching(/does not say where the source of .* is/),
    });
  });

  let first: string;

  it('are made by one click, hardened, with their dependencies', async () => {
    const plan = await world.portal.post('/workspace/create/plan', {
      entityRef,
      branch: 'feature/a',
    });
    expect(plan.body).toMatchObject({ action: 'create', version: '' });
    expect(
      plan.body.findings.filter(
        ({ severity }: { severity: string }) => severity !== 'info',
      ),
    ).toEqual([]);
    const made = await create({ branch: 'feature/a', tier: 's' });
    expect(made.body).toMatchObject({ outcome: 'applied', problems: [] });
    expect(made.body.namespace).toBe(plan.body.namespace);
    expect(made.body.name).toBe(plan.body.name);
    namespace = made.body.namespace;
    first = made.body.name;

    const { spec, metadata } = await read<V1Deployment>('Deployment', first);
    expect(spec).toMatchObject({
      replicas: 1,
      strategy: { type: 'Recreate' },
      template: {
        spec: {
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            fsGroupChangePolicy: 'OnRootMismatch',
          },
          containers: [
            {
              securityContext: {
                readOnlyRootFilesystem: true,
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
              },
              resources: { requests: { cpu: '250m' } },
            },
          ],
        },
      },
    });
    expect(metadata?.annotations?.['fairway.dev/workspace-spec']).toContain(
      'component:default/orders',
    );
    const claim = await read<V1PersistentVolumeClaim>(
      'PersistentVolumeClaim',
      first,
    );
    expect(claim.metadata?.ownerReferences).toBeUndefined();
    const config = await read<V1ConfigMap>('ConfigMap', first);
    expect(config.data).toEqual({
      principals: `main/${namespace}/${first}\n`,
      'user_ca.pub': expect.stringMatching(/^ssh-ed25519 /),
    });
    expect(world.portal.audit.at(-1)).toMatchObject({
      eventId: 'workspace-change',
      outcome: 'succeeded',
      meta: { actor: 'user:default/alice', actionType: 'create', name: first },
    });
  });

  it('reach what their component needs, and nothing in production', async () => {
    const view = (await world.view(first))!;
    expect(
      view.dependencies.map(({ entityRef: ref, status }) => [ref, status]),
    ).toEqual([
      ['api:default/stock', 'resolved'],
      ['component:default/nowhere', 'missing'],
      ['component:default/payments', 'resolved'],
    ]);
    const { spec } = await read<V1Deployment>('Deployment', first);
    const [{ env }] = spec!.template.spec!.containers;
    expect(env).toEqual(
      expect.arrayContaining([
        {
          name: 'PAYMENTS_URL',
          value: expect.stringMatching(
            /^http:\/\/payments\.shop-dev-\w+\.svc:80$/,
          ),
        },
        expect.objectContaining({ name: 'STOCK_HOST' }),
      ]),
    );
    const policy = await read<V1NetworkPolicy>('NetworkPolicy', first);
    const { egress = [] } = policy.spec ?? {};
    const targets = egress.map(({ to }) => JSON.stringify(to));
    expect(targets.filter(text => text.includes('shop-dev'))).toHaveLength(2);
    expect(targets.join()).not.toContain('shop-live');
    // One resolution: the list, the variables and the policy cannot differ.
    const { body: offered } = await world.portal.get('/workspace/options', {
      entityRef,
    });
    expect(offered.dependencies).toEqual(view.dependencies);
    const known = new Set(
      view.dependencies.flatMap(({ env: own }) => own.map(({ name }) => name)),
    );
    expect(env!.filter(({ name }) => known.has(name))).toEqual(
      view.dependencies.flatMap(({ env: own }) => own),
    );
    expect(
      egress.flatMap(
        ({ to = [] }) =>
          to[0].namespaceSelector?.matchLabels?.[
            'kubernetes.io/metadata.name'
          ] ?? [],
      ),
    ).toEqual(
      view.dependencies.flatMap(({ service }) => service?.namespace ?? []),
    );
    expect(egress).toContainEqual({
      to: [
        expect.objectContaining({
          podSelector: { matchLabels: { app: 'payments' } },
        }),
      ],
      ports: [{ port: 8080, protocol: 'TCP' }],
    });
  });

  it('are told live, and only once each', async () => {
    const { port } = world.portal.server.address() as AddressInfo;
    const stream = await openStream(
      `http://localhost:${port}/api/workspaces/v1/workspaces/watch?scope=mine`,
      { Authorization: world.portal.as('alice') },
    );
    await eventually(async () => expect(stream.last()).toContain(first));
    await change('set-idle', first, { idleMinutes: 33 });
    await eventually(async () =>
      expect(stream.last()).toContain('"minutes":33'),
    );
    stream.close();
    await stream.ended;
  });

  it('refuse a second of the same component and branch', async () => {
    const again = await create({ branch: 'feature/a' });
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain('is there already');
  });

  it('say beforehand what the quota has no room for', async () => {
    await world.client.patch(
      { type: TYPES.ResourceQuota, namespace, name: 'fairway' },
      {
        type: 'application/merge-patch+json',
        body: { spec: { hard: { 'requests.cpu': '600m' } } },
      },
    );
    await eventually(async () => {
      const { body } = await world.portal.get('/workspace/options', {
        entityRef: 'component:default/one',
      });
      expect(body.places[0].tiers[0].fits).toEqual({ enabled: true });
      expect(body.places[0].tiers[1].fits).toEqual({
        enabled: false,
        why: expect.stringMatching(/no room for requests.cpu: it needs 500m/),
      });
    });
    const refused = await world.portal.post('/workspace/create', {
      entityRef: 'component:default/one',
      tier: 'm',
      reason,
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('requests.cpu');
    await world.client.patch(
      { type: TYPES.ResourceQuota, namespace, name: 'fairway' },
      {
        type: 'application/merge-patch+json',
        body: { spec: { hard: { 'requests.cpu': '2' } } },
      },
    );
  });

  it('are limited in number', async () => {
    const second = await create({ entityRef: 'component:default/two' });
    expect(second.body).toMatchObject({ outcome: 'applied' });
    const third = await create({ entityRef: 'component:default/three' });
    expect(third.status).toBe(409);
    expect(third.body.error.message).toContain(
      '2 of your workspaces run, and 2 may',
    );
    const { body } = await world.portal.post('/workspace/stop', {
      cluster: 'main',
      namespace,
      name: second.body.name,
      reason,
    });
    expect(body).toMatchObject({ outcome: 'applied' });
    await world.in(second.body.name, 'stopped');
    await change('delete', second.body.name, { acknowledged: ['data'] });
  });

  it.each([
    ['a command', 'x; rm -rf /'],
    ['an option', '--upload-pack=id'],
    ['a line', 'a\nb'],
    ['a parent', 'a/../b'],
    ['two hundred and one letters', 'a'.repeat(201)],
  ])('refuse a branch that is %s', async (_, branch) => {
    const { status, body } = await create({ branch });
    expect(status).toBe(400);
    expect(body.error.message).toContain('branch');
  });

  it('take what git allows, and run nothing of it', async () => {
    const { body } = await create({ branch: '$(id)' });
    expect(body).toMatchObject({ outcome: 'applied' });
    const { spec } = await read<V1Deployment>('Deployment', body.name);
    const [{ env, command }] = spec!.template.spec!.initContainers!;
    expect(env).toContainEqual({ name: 'FAIRWAY_BRANCH', value: '$$(id)' });
    expect(command!.join()).not.toContain('id)');
    await change('delete', body.name, { acknowledged: ['data'] });
  });

  it('take a branch of two hundred letters of any script', async () => {
    const branch = `füchse/${'ж'.repeat(193)}`;
    const { body } = await create({ branch });
    expect(body).toMatchObject({ outcome: 'applied' });
    expect(body.name).toMatch(/^ws-[a-z0-9-]{1,36}$/);
    const view = await eventually(async () => {
      const one = await world.view(body.name);
      expect(one).toBeDefined();
      return one!;
    });
    expect(view.branch).toBe(branch);
    const gone = await change('delete', body.name, {
      acknowledged: ['data'],
    });
    expect(gone.body).toMatchObject({ outcome: 'applied' });
  });

  it('are given up after their deadline, and say why', async () => {
    await change('stop', first);
    await world.in(first, 'stopped');
    const { body } = await create({
      entityRef: 'component:default/broken',
      tier: 's',
    });
    expect(body).toMatchObject({ outcome: 'applied' });
    const { name } = body;
    const view = await eventually(async () => {
      await annotate(name, { 'fairway.dev/started-at': ago(6) });
      await world.portal.pass();
      const one = await world.view(name);
      expect(one).toMatchObject({ state: 'failed' });
      return one!;
    });
    expect(view.problem).toMatchObject({
      reason: expect.stringMatching(/Volume|Unschedulable|Deadline/),
      message: expect.any(String),
      hint: expect.any(String),
    });
    const { spec } = await read<V1Deployment>('Deployment', name);
    expect(spec?.replicas).toBe(0);
    // Nothing was ever on its volume.
    await eventually(async () => {
      await expect(
        read<V1PersistentVolumeClaim>('PersistentVolumeClaim', name),
      ).rejects.toThrow('not found');
    });
    expect(world.portal.audit.at(-1)).toMatchObject({
      meta: { actor: 'the portal', actionType: 'give-up', name },
    });
    const again = await change('start', name);
    expect(again.body).toMatchObject({ outcome: 'applied' });
    const gone = await change('delete', name, { acknowledged: ['data'] });
    expect(gone.body).toMatchObject({ outcome: 'applied' });
  });

  it('are kept awake for as long as somebody says', async () => {
    await change('start', first);
    const { body } = await change('keep-awake', first, { hours: 2 });
    expect(body).toMatchObject({ outcome: 'applied' });
    const view = await eventually(async () => {
      const one = await world.view(first);
      expect(one?.idle.keepAwakeUntil).toBeDefined();
      return one!;
    });
    const left = Date.parse(view.idle.keepAwakeUntil!) - Date.now();
    expect(left / 3_600_000).toBeCloseTo(2, 1);
    await change('keep-awake', first, { hours: 0 });
    await eventually(async () => {
      const one = await world.view(first);
      expect(one?.idle).not.toHaveProperty('keepAwakeUntil');
    });
  });

  it('are nobody else’s', async () => {
    for (const verb of ['start', 'stop', 'delete', 'keep-awake']) {
      world.portal.deny.add(`workspace.${verb} bob`);
      const refused = await change(verb, first, { hours: 1 }, 'bob');
      expect(refused.status).toBe(403);
      expect(refused.body.error.message).toContain(`workspace.${verb}`);
    }
    world.portal.deny.add('workspace.connect bob');
    const ref = { cluster: 'main', namespace, name: first };
    const refused = await Promise.all([
      world.portal.get('/workspace/connect', ref, 'bob'),
      world.portal.post('/workspace/kubeconfig', ref, 'bob'),
      world.portal.post(
        '/workspace/ssh/certificate',
        { ...ref, publicKey: 'ssh-ed25519 AAAA' },
        'bob',
      ),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403]);
    world.portal.deny.clear();
    const elsewhere = await create({ namespace }, 'bob');
    expect(elsewhere.status).toBe(404);
  });

  it('are kept closed by the cluster, whatever the portal’s policy says', async () => {
    const binding = await read<V1RoleBinding>('RoleBinding', 'fairway-owner');
    const [{ name: owner }] = binding.subjects!;
    expect(owner).toContain('alice');
    const as = (user: string) => cluster().clientAs({ user, groups: [] });
    const outcomes = (client: KubernetesClient) => {
      const at = (type: ResourceType) => ({ type, namespace, name: first });
      const calls: Record<string, () => Promise<unknown>> = {
        'list pods': () => client.list(TYPES.Pod, { namespace }),
        'read it': () => client.get(at(TYPES.Deployment)),
        'read its volume': () => client.get(at(TYPES.PersistentVolumeClaim)),
        'read its settings': () => client.get(at(TYPES.ConfigMap)),
        'change it': () =>
          client.patch(
            at(TYPES.Deployment),
            { type: 'application/merge-patch+json', body: {} },
            { dryRun: true },
          ),
        ...Object.fromEntries(
          ['exec', 'portforward'].map(subresource => [
            subresource,
            () =>
              client.createIn(
                { type: TYPES.Pod, namespace, name: 'none', subresource },
                { apiVersion: 'v1', kind: 'PodOptions' } as KubernetesObject,
              ),
          ]),
        ),
      };
      return Promise.all(
        Object.entries(calls).map(async ([what, call]) => [
          what,
          await call().then(
            () => 'allowed',
            (error: Error) =>
              /is forbidden|cannot \w+ resource/.test(error.message)
                ? 'refused'
                : 'allowed',
          ),
        ]),
      );
    };
    expect(await outcomes(as(owner.replace('alice', 'bob')))).toEqual(
      (await outcomes(as(owner))).map(([what, outcome]) => {
        expect([what, outcome]).toEqual([what, 'allowed']);
        return [what, 'refused'];
      }),
    );

    // The portal lets bob, as its policy allows all here; the cluster does not.
    const ref = { cluster: 'main', namespace, name: first };
    const answers = await Promise.all([
      world.portal.get('/workspace/connect', ref, 'bob'),
      world.portal.post('/workspace/kubeconfig', ref, 'bob'),
      world.portal.post(
        '/workspace/ssh/certificate',
        { ...ref, publicKey: 'ssh-ed25519 AAAA' },
        'bob',
      ),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(403);
      expect(body.error.message).toMatch(
        /cluster main does not let \S*bob\S* run commands in pods of/,
      );
    }
    const mine = await world.portal.get('/workspace/connect', ref);
    expect(mine.status).toBe(200);
  });

  it('tell their owner that nobody used them, once', async () => {
    const stop = {
      at: ago(1),
      by: 'the portal',
      reason: 'No sign of life for 60 minutes: there was none',
    };
    await change('stop', first);
    await world.in(first, 'stopped');
    await annotate(first, { 'fairway.dev/stopped': JSON.stringify(stop) });
    await eventually(async () => {
      await world.portal.pass();
      expect(world.portal.sent).toHaveLength(1);
    });
    expect(world.portal.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['user:default/alice'] },
        payload: expect.objectContaining({
          title: 'Your workspace of orders (feature/a) was stopped',
          description: expect.stringContaining(stop.reason),
          link: `/workspaces?q=${first}`,
        }),
      },
    ]);
    const view = await eventually(async () => {
      const { metadata } = await read<V1Deployment>('Deployment', first);
      expect(metadata?.annotations?.['fairway.dev/stopped']).toContain(
        'toldAt',
      );
      await world.portal.pass();
      return world.view(first);
    });
    expect(view?.stopped).toMatchObject(stop);
    expect(world.portal.sent).toHaveLength(1);
  });

  it('stay untold while nobody can be told, and nothing else waits for it', async () => {
    world.portal.mail.works = false;
    const stop = { at: ago(0), by: 'the portal', reason: 'Test it' };
    await annotate(first, { 'fairway.dev/stopped': JSON.stringify(stop) });
    await eventually(async () =>
      expect((await world.view(first))?.stopped).toMatchObject(stop),
    );
    await world.portal.pass();
    world.portal.mail.works = true;
    const { metadata } = await read<V1Deployment>('Deployment', first);
    expect(metadata?.annotations?.['fairway.dev/stopped']).toBe(
      JSON.stringify(stop),
    );
    const again = await change('start', first);
    expect(again.body).toMatchObject({ outcome: 'applied' });
  });

  it('give credentials that end soon and reach one sandbox', async () => {
    const ref = { cluster: 'main', namespace, name: first };
    const { body } = await world.portal.post('/workspace/kubeconfig', ref);
    expect(Date.parse(body.expiresAt) - Date.now()).toBeLessThan(3_700_000);
    const token = /token: (\S+)/.exec(body.kubeconfig)![1];
    const developer = await cluster().clientFor(token);
    const answer = (call: Promise<unknown>) =>
      call.then(
        () => 'allowed',
        (error: Error) => error.message,
      );
    expect(await answer(developer.list(TYPES.Pod, { namespace }))).toBe(
      'allowed',
    );
    expect(
      await answer(developer.list(TYPES.Pod, { namespace: 'default' })),
    ).toMatch(/cannot list resource "pods"/);
    expect(
      await answer(developer.list(TYPES.ResourceQuota, { namespace })),
    ).toBe('allowed');
  });

  it('refuse what is no public key', async () => {
    const ref = { cluster: 'main', namespace, name: first };
    for (const publicKey of [
      'hello',
      'ssh-ed25519 AAAA\nssh-ed25519 BBBB',
      '-oProxyCommand=id',
      'ssh-ed25519 AAAA',
    ]) {
      const { status } = await world.portal.post('/workspace/ssh/certificate', {
        ...ref,
        publicKey,
      });
      expect(status).toBe(400);
    }
  });

  it('can be asked for by name in the actions', async () => {
    const { actions } = await world.portal.registry.list();
    expect(actions.map(({ name }) => name).sort()).toEqual([
      'create-sandbox',
      'create-workspace',
      'delete-environment',
      'delete-workspace',
      'get-environments',
      'get-previews',
      'get-workspaces',
      'keep-workspace-awake',
      'protect-environment',
      'redeploy-preview',
      'renew-environment',
      'sleep-environment',
      'start-workspace',
      'stop-workspace',
      'wake-environment',
    ]);
  });

  it('get files for the inner loop', async () => {
    const { body } = await world.portal.get('/inner-loop', {
      entityRef,
      tool: 'devfile',
    });
    // No integration of this portal knows the host.
    expect(body).toMatchObject({
      tool: 'devfile',
      entityRef,
      seenIn: 'nowhere',
      files: [{ path: 'devfile.yaml', state: 'unknown' }],
    });
    expect(body.choice).toHaveLength(7);
  });
});
