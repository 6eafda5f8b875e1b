import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import {
  ENVIRONMENT_ANNOTATIONS as A,
  ENVIRONMENT_LABELS as L,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  KubernetesObject,
  V1CronJob,
  V1Deployment,
  V1Namespace,
  V1NetworkPolicy,
  V1ResourceQuota,
  V1ServiceAccount,
} from '@kubernetes/client-node';
import { openStream } from './__testUtils__/openStream';
import { startWorld, type TestWorld } from './__testUtils__/testWorld';
import { TYPES } from './domain/kinds/resourceTypes';
import { MARK } from './domain/sleep/mark';

jest.setTimeout(60_000);

const container = {
  name: 'app',
  image: 'shop:1',
  securityContext: {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    seccompProfile: { type: 'RuntimeDefault' },
  },
};

function deployment(
  namespace: string,
  name: string,
  options: { replicas?: number; resources?: object } = {},
): KubernetesObject & Record<string, unknown> {
  const { replicas = 1, resources } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ ...container, resources }] },
      },
    },
  };
}

describeWithCluster('sandboxes', cluster => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld(cluster());
  });

  afterAll(async () => {
    await world?.stop();
  });

  const read = <T extends KubernetesObject>(
    kind: keyof typeof TYPES,
    namespace: string,
    name: string,
  ) => world.client.get<T>({ type: TYPES[kind], namespace, name });

  const mine = async () => {
    const { body } = await world.portal.get('/environments', { scope: 'mine' });
    return body.clusters[0].environments as Array<Record<string, unknown>>;
  };

  it('are made by one click, with all their guard rails', async () => {
    const plan = await world.portal.post('/sandbox/plan', { title: 'click' });
    expect(plan.body).toMatchObject({ action: 'create', findings: [] });
    expect((await world.namespaces()).length).toBe(0);

    const name = await world.sandbox('click');
    expect(name).toMatch(/^sb-alice-click-[a-z2-7]{8}$/);
    expect(plan.body.namespace).toBe(name);
    const namespace = await world.client.get<V1Namespace>({
      type: TYPES.Namespace,
      name,
    });
    expect(namespace.metadata?.labels).toMatchObject({
      [L.managed]: 'true',
      [L.kind]: 'sandbox',
      [L.tier]: 's',
      'pod-security.kubernetes.io/enforce': 'restricted',
    });
    expect(namespace.metadata?.annotations).toMatchObject({
      [A.owner]: 'user:default/alice',
      [A.guardRails]: expect.any(String),
    });
    const quota = await read<V1ResourceQuota>('ResourceQuota', name, 'fairway');
    expect(quota.spec?.hard).toMatchObject({ 'requests.cpu': '1', pods: '15' });
    const deny = await read<V1NetworkPolicy>(
      'NetworkPolicy',
      name,
      'fairway-default-deny',
    );
    expect(deny.spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    const account = await read<V1ServiceAccount>(
      'ServiceAccount',
      name,
      'default',
    );
    expect(account.automountServiceAccountToken).toBe(false);
    expect(world.portal.audit.at(-1)).toMatchObject({
      eventId: 'environment-change',
      outcome: 'succeeded',
      meta: { actor: 'user:default/alice', actionType: 'create' },
    });
  });

  it('give their owner what runs, and nothing that guards', async () => {
    const name = await world.sandbox('rights', {
      entityRef: 'component:default/shop',
    });
    const review = async (user: string, resource: string, verb: string) => {
      const [group, plural] = resource.includes('/')
        ? resource.split('/')
        : ['', resource];
      const answer = await world.client.create<
        KubernetesObject & { status: { allowed: boolean } }
      >(
        {
          group: 'authorization.k8s.io',
          version: 'v1',
          plural: 'subjectaccessreviews',
          kind: 'SubjectAccessReview',
        },
        {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SubjectAccessReview',
          spec: {
            user,
            resourceAttributes: {
              namespace: name,
              verb,
              group,
              resource: plural,
            },
          },
        } as KubernetesObject,
      );
      return answer.status.allowed;
    };
    const alice = 'backstage:default/alice';
    expect(await review(alice, 'apps/deployments', 'create')).toBe(true);
    expect(await review(alice, 'resourcequotas', 'patch')).toBe(false);
    expect(
      await review(alice, 'networking.k8s.io/networkpolicies', 'delete'),
    ).toBe(false);
    expect(
      await review(alice, 'rbac.authorization.k8s.io/rolebindings', 'create'),
    ).toBe(false);
    expect(
      await review('backstage:default/bob', 'apps/deployments', 'get'),
    ).toBe(false);
  });

  it('sleep and wake exactly as they were (S6, S7, S13, S16)', async () => {
    const name = await world.sandbox('sleepy');
    await cluster().applyObjects<KubernetesObject & Record<string, unknown>>([
      deployment(name, 'web', { replicas: 3 }),
      deployment(name, 'off', { replicas: 0 }),
      deployment(name, 'poked', { replicas: 2 }),
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'db', namespace: name },
        spec: {
          replicas: 1,
          serviceName: 'db',
          persistentVolumeClaimRetentionPolicy: {
            whenScaled: 'Delete',
            whenDeleted: 'Retain',
          },
          selector: { matchLabels: { app: 'db' } },
          template: {
            metadata: { labels: { app: 'db' } },
            spec: { containers: [container] },
          },
        },
      },
      ...[false, true].map(suspend => ({
        apiVersion: 'batch/v1',
        kind: 'CronJob',
        metadata: { name: suspend ? 'paused' : 'nightly', namespace: name },
        spec: {
          schedule: '0 3 * * *',
          suspend,
          jobTemplate: {
            spec: {
              template: {
                spec: { containers: [container], restartPolicy: 'Never' },
              },
            },
          },
        },
      })),
    ]);
    const ref = { cluster: 'main', namespace: name, reason: 'Test it' };
    const replicas = async (one: string) =>
      (await read<V1Deployment>('Deployment', name, one)).spec?.replicas;

    const slept = await world.portal.post('/environment/sleep', ref);
    expect(slept.body).toMatchObject({
      outcome: 'applied',
      problems: [expect.stringContaining('whenScaled: Delete')],
    });
    expect(await replicas('web')).toBe(0);
    expect(await replicas('db').catch(() => 1)).toBe(1);
    const cron = await read<V1CronJob>('CronJob', name, 'nightly');
    expect(cron.spec?.suspend).toBe(true);
    const paused = await read<V1CronJob>('CronJob', name, 'paused');
    expect(paused.metadata?.annotations ?? {}).not.toHaveProperty(MARK);

    // Somebody wakes one by hand; it is left alone, and keeps what they gave it.
    await world.client.patch(
      { type: TYPES.Deployment, namespace: name, name: 'poked' },
      {
        type: 'application/merge-patch+json',
        body: { spec: { replicas: 1 } },
      },
    );
    await eventually(async () => {
      await world.portal.pass();
      const poked = await read<V1Deployment>('Deployment', name, 'poked');
      expect(poked.spec?.replicas).toBe(1);
      expect(poked.metadata?.annotations?.[MARK]).toContain('wokenByHand');
    });

    // A status that is written meanwhile may be in the way of one of them; the
    // next look goes on with it.
    const outcomes: string[] = [];
    await eventually(async () => {
      const woken = await world.portal.post('/environment/wake', ref);
      outcomes.push(woken.body.outcome);
      expect(woken.body).toMatchObject({ problems: [] });
    });
    expect(outcomes[0]).toBe('applied');
    expect(await replicas('web')).toBe(3);
    expect(await replicas('off')).toBe(0);
    expect(await replicas('poked')).toBe(1);
    const after = await read<V1CronJob>('CronJob', name, 'nightly');
    expect(after.spec?.suspend).toBe(false);
    expect(after.metadata?.annotations ?? {}).not.toHaveProperty(MARK);
    const { metadata } = await world.client.get<V1Namespace>({
      type: TYPES.Namespace,
      name,
    });
    expect(metadata?.labels).not.toHaveProperty(L.asleep);
  });

  it('show what they use, what they cost and what is blocked', async () => {
    const name = (await mine()).find(({ title }) => title === 'sleepy')!
      .namespace as string;
    await cluster().applyObjects([
      deployment(name, 'greedy', { resources: { limits: { cpu: '1500m' } } }),
    ]);
    await eventually(async () => {
      const view = (await mine()).find(one => one.namespace === name);
      expect(view).toMatchObject({
        state: 'awake',
        owner: 'user:default/alice',
        cost: { perMonth: expect.any(Number), unknown: [] },
        blocked: [
          {
            workload: 'Deployment greedy',
            why: expect.stringContaining('exceeded quota: fairway'),
          },
        ],
        actions: { renew: { enabled: true }, wake: { enabled: false } },
      });
      expect(view?.quota).toContainEqual(
        expect.objectContaining({ resource: 'requests.cpu', hard: '1' }),
      );
    });
  });

  it('are told live', async () => {
    const stream = await openStream(world.portal, '/environments/watch', {
      scope: 'mine',
    });
    await eventually(async () => expect(stream.last()).toContain('sb-alice'));
    await world.portal.get('/environments', { scope: 'mine' });
    const [{ namespace }] = await mine();
    await world.portal.post('/environment/protect', {
      cluster: 'main',
      namespace,
      reason: 'Needed for the audit',
    });
    await eventually(async () =>
      expect(stream.last()).toContain('Needed for the audit'),
    );
    stream.close();
    await stream.ended;
  });

  it('are limited in number, and belong to whoever they belong to', async () => {
    const fourth = await world.portal.post('/sandbox', { title: 'fourth' });
    expect(fourth.status).toBe(409);
    expect(fourth.body.error.message).toMatch(
      /has 3 sandboxes, and may have 3/,
    );
    const others = await world.portal.post('/sandbox', {
      title: 'x',
      owner: 'user:default/bob',
    });
    expect(others.status).toBe(403);
    world.portal.deny.add('environment.create');
    const denied = await world.portal.post('/sandbox', { title: 'x' }, 'bob');
    const { body: offer } = await world.portal.get('/sandbox/options');
    world.portal.deny.clear();
    expect(denied.body.error.message).toContain('environment.create');
    expect(offer.tiers[0].create).toEqual({
      enabled: false,
      why: expect.stringContaining('environment.create'),
    });
  });

  it('tell whoever may see none why they see none', async () => {
    world.portal.deny.add('environment.read');
    const denied = await world.portal.get('/environments', { scope: 'all' });
    world.portal.deny.clear();
    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toContain('environment.read');
  });

  it('are found by the component that they are for', async () => {
    const listed = async (entityRef: string) => {
      const { body } = await world.portal.get('/environments', {
        scope: 'all',
        entityRef,
      });
      return body.clusters[0].environments.map(
        ({ title }: { title: string }) => title,
      );
    };
    await expect(listed('component:default/shop')).resolves.toEqual(['rights']);
    await expect(listed('component:default/other')).resolves.toEqual([]);
  });

  it('let nobody touch a namespace that is not theirs', async () => {
    const foreign = await cluster().createNamespace('foreign');
    for (const verb of ['sleep', 'wake', 'renew', 'protect', 'delete']) {
      const answer = await world.portal.post(`/environment/${verb}`, {
        cluster: 'main',
        namespace: foreign,
        reason: 'Mischief',
      });
      expect(answer.status).toBe(404);
    }
  });
});
