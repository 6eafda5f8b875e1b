import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { V1Deployment, V1Service } from '@kubernetes/client-node';
import {
  LedgerStore,
  verifyLedger,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { LEDGER_TABLE } from './database/migrate';
import {
  manifests,
  startPreviewWorld,
  type PreviewTestWorld,
} from './__testUtils__/previewTestWorld';
import { TYPES } from './domain/kinds/resourceTypes';

jest.setTimeout(120_000);

const SERVICE = {
  group: '',
  version: 'v1',
  plural: 'services',
  kind: 'Service',
};
const CONFIG_MAP = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings' },
  data: { colour: 'blue' },
};

describeWithCluster('previews', cluster => {
  let world: PreviewTestWorld;

  beforeAll(async () => {
    world = await startPreviewWorld(cluster());
    await world.portal.previewPass();
  });

  afterAll(async () => {
    await world?.stop();
  });

  const serviceIn = (namespace: string) =>
    world.client.get<V1Service>({
      type: SERVICE,
      namespace,
      name: 'storefront',
    });

  it('comes with a pull request and goes with it', async () => {
    const { forge, portal } = world;
    const commit = await world.ready(1);
    const name = await world.name(1);
    const deployment = await world.client.get<V1Deployment>({
      type: TYPES.Deployment,
      namespace: name,
      name: 'storefront',
    });
    expect(deployment.spec?.template.spec).toMatchObject({
      nodeSelector: { 'fairway.dev/node': 'simulated' },
      containers: [
        {
          image: `registry.example.com/shop/storefront:${commit.slice(0, 12)}`,
        },
      ],
    });
    expect(forge.statusOf(commit)).toMatchObject({
      context: 'fairway/preview',
      state: 'success',
    });
    expect(await world.view(1)).toMatchObject({
      state: 'ready',
      namespace: name,
      commit,
      deployedCommit: commit,
      environment: {
        kind: 'preview',
        owner: 'group:default/shop',
        createdBy: 'user:default/alice',
        entity: 'component:default/storefront',
        state: 'awake',
      },
      actions: { redeploy: { enabled: true } },
    });

    forge.set(1, 'closed');
    await world.hint(1).expect(202);
    await eventually(async () => {
      expect(await world.find(1)).toBeUndefined();
      expect(forge.commentOn(1)).toContain('was removed');
    });
    expect(forge.statusOf(commit)).toMatchObject({
      state: 'success',
      description: 'Removed, as the pull request is closed',
    });
    await eventually(async () => expect(await world.view(1)).toBeUndefined());
    const entries = await LedgerStore.create({
      ...portal,
      table: LEDGER_TABLE,
    }).entries();
    expect(entries.map(({ fact }) => fact).slice(-2)).toMatchObject([
      { namespace: name, outcome: 'intended', rule: 'pull request closed' },
      { namespace: name, outcome: 'deleted', actor: 'fairway:previews' },
    ]);
    expect(verifyLedger(entries, { minimumNotice: 0 }).problems).toEqual([]);
    // Whatever comes late: it is closed.
    await world.hint(1).expect(202);
    await portal.previewPass();
    expect(await world.find(1)).toBeUndefined();
  });

  it('follows the newest push, keeps one comment, and takes away what is gone', async () => {
    const { forge } = world;
    await world.ready(2, manifests({ more: [CONFIG_MAP] }));
    const name = await world.name(2);
    const service = await serviceIn(name);
    let commit = '';
    for (let i = 0; i < 5; i++) {
      commit = forge.push(2, manifests());
      await Promise.all([world.hint(2), world.hint(2)]);
    }
    await eventually(async () => {
      expect(await world.deployed(2)).toBe(commit);
      expect(forge.commentOn(2)).toContain(
        `Preview of \`${commit.slice(0, 12)}\` is ready`,
      );
    });
    expect((await serviceIn(name)).metadata?.uid).toBe(service.metadata?.uid);
    await expect(
      world.client.get({
        type: {
          group: '',
          version: 'v1',
          plural: 'configmaps',
          kind: 'ConfigMap',
        },
        namespace: name,
        name: 'settings',
      }),
    ).rejects.toMatchObject({ statusCode: 404 });
    const writes = forge.comments.get(2)?.writes;
    await world.portal.previewPass();
    await world.hint(2).expect(202);
    await new Promise(resolve => setTimeout(resolve, 1_000));
    // Nothing changed, so nothing is written.
    expect(forge.comments.get(2)?.writes).toBe(writes);
  });

  it('stays deleted when somebody deleted it, until it is asked for (S18)', async () => {
    const { forge, portal } = world;
    const commit = await world.ready(5);
    const name = await world.name(5);
    const ref = { cluster: 'main', namespace: name, reason: 'Not needed' };
    await portal.post('/environment/delete', ref).expect(200);
    await eventually(async () => {
      expect(await world.find(5)).toBeUndefined();
      expect(forge.commentOn(5)).toContain('deleted by user:default/alice');
    });
    expect(forge.statusOf(commit)).toMatchObject({ state: 'error' });
    await portal.previewPass();
    expect(await world.find(5)).toBeUndefined();

    portal.deny.add('environment.redeploy');
    await portal.post('/environment/redeploy', ref).expect(403);
    portal.deny.clear();
    const plan = await portal.post('/environment/redeploy/plan', ref);
    expect(plan.body).toMatchObject({ action: 'redeploy', findings: [] });
    expect(plan.body.summary).toContain('anew');
    await portal.post('/environment/redeploy', ref).expect(200);
    await eventually(async () => {
      expect(forge.commentOn(5)).toContain('is ready');
    });
    expect(portal.audit.at(-1)).toMatchObject({
      outcome: 'succeeded',
      meta: { actor: 'user:default/alice', actionType: 'redeploy' },
    });
  });

  it('wakes for a push, exactly as it was', async () => {
    const { forge, portal } = world;
    await world.ready(16, manifests({ replicas: 2 }));
    const name = await world.name(16);
    const ref = { cluster: 'main', namespace: name, reason: 'Night' };
    await portal.post('/environment/sleep', ref).expect(200);
    const replicas = async () =>
      (
        await world.client.get<V1Deployment>({
          type: TYPES.Deployment,
          namespace: name,
          name: 'storefront',
        })
      ).spec?.replicas;
    await eventually(async () => {
      expect(await replicas()).toBe(0);
      expect(forge.commentOn(16)).toContain('is asleep');
    });
    const commit = forge.push(16, manifests({ replicas: 2 }));
    await world.hint(16).expect(202);
    await eventually(async () => {
      expect(await world.deployed(16)).toBe(commit);
      expect(await replicas()).toBe(2);
      expect(forge.commentOn(16)).toContain('is ready');
    });
    await portal.pass();
    expect(await replicas()).toBe(2);
  });

  it('gives forks nothing, and counts them in words', async () => {
    const { forge, portal } = world;
    forge.open(17, manifests(), {
      head: { commit: '', branch: 'x', repositoryId: '8' },
    });
    await world.hint(17).expect(202);
    await portal.previewPass();
    expect(await world.find(17)).toBeUndefined();
    expect(forge.commentOn(17)).toBe('');
    const { body } = await portal.get('/previews', {
      entityRef: 'component:default/storefront',
    });
    expect(body.setUp.message).toContain(
      '1 open pull request comes from a fork',
    );
    expect(await world.view(17)).toBeUndefined();
  });
});

describeWithCluster('previews that wait for a build', cluster => {
  let world: PreviewTestWorld;

  beforeAll(async () => {
    world = await startPreviewWorld(cluster(), {
      previews: { waitForStatus: 'ci/build' },
    });
    await world.portal.previewPass();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('are deployed when it succeeds, and say so when it does not', async () => {
    const { forge } = world;
    const commit = forge.open(1, manifests());
    const say = (state: 'success' | 'failure') =>
      forge.setStatus(undefined, commit, {
        context: 'ci/build',
        state,
        description: '',
      });
    await world.hint(1).expect(202);
    await eventually(async () => {
      expect(forge.commentOn(1)).toContain('Waits for ci/build');
      expect(forge.statusOf(commit)).toMatchObject({ state: 'pending' });
    });
    expect(await world.name(1)).toBeTruthy();
    await say('failure');
    await eventually(async () => {
      expect(forge.commentOn(1)).toContain('ci/build of 000000000000 failed');
    });
    await say('success');
    // As a status is a hint of the whole repository.
    await world.hint(1, { number: undefined }).expect(202);
    await eventually(async () => {
      expect(forge.commentOn(1)).toContain('is ready');
    });
  });
});
