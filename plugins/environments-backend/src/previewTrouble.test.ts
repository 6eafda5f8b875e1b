import { createBackendModule } from '@backstage/backend-plugin-api';
import { environmentsDeliveryExtensionPoint } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  describeWithCluster,
  eventually,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { V1Namespace, V1Secret } from '@kubernetes/client-node';
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

/** A shared database that can be down, and what is in it. */
const database = { isDown: false, schemas: new Set<string>() };
const answer = () => {
  if (database.isDown) {
    throw new Error('The shared database refuses connections');
  }
};
const databaseFeature = createBackendModule({
  pluginId: 'environments',
  moduleId: 'memory-database',
  register(env) {
    env.registerInit({
      deps: { delivery: environmentsDeliveryExtensionPoint },
      async init({ delivery }) {
        delivery.setDatabaseProvider({
          name: 'memory',
          async ensure(name) {
            answer();
            database.schemas.add(name);
            return {
              host: 'db.example.com',
              port: 5432,
              database: 'previews',
              schema: name,
              username: name,
              password: 'p:a/s@s',
            };
          },
          async drop(name) {
            answer();
            database.schemas.delete(name);
          },
          async list() {
            return [...database.schemas];
          },
        });
      },
    });
  },
});

describeWithCluster('previews in trouble', cluster => {
  let world: PreviewTestWorld;

  beforeAll(async () => {
    world = await startPreviewWorld(cluster(), {}, [databaseFeature]);
    await world.portal.previewPass();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('keeps everything while the forge cannot be asked', async () => {
    const { forge, portal } = world;
    await world.ready(3);
    const uid = (await world.find(3))?.metadata?.uid;
    forge.set(3, 'closed');
    for (const fault of [
      'not-found',
      'forbidden',
      'refused',
      'unauthorized',
      'rate-limited',
      'unreachable',
    ] as const) {
      forge.fault = fault;
      await world.hint(3).expect(202);
      await portal.previewPass();
      expect((await world.find(3))?.metadata).toMatchObject({ uid });
      expect(
        (await world.find(3))?.metadata?.deletionTimestamp,
      ).toBeUndefined();
    }
    expect((await world.view(3)).problems.join()).toContain(
      'cannot be read on git.example.com, so nothing is deleted',
    );
    forge.fault = undefined;
    await eventually(async () => {
      await portal.previewPass();
      expect(await world.find(3)).toBeUndefined();
    });
  });

  it('deletes nothing that a list does not show', async () => {
    const { forge, portal } = world;
    await world.ready(4);
    const pull = forge.pulls.get(4)!;
    forge.pulls.delete(4);
    await portal.previewPass();
    expect((await world.find(4))?.metadata?.deletionTimestamp).toBeUndefined();
    forge.pulls.set(4, pull);
    forge.listFault = 'unreachable';
    await portal.previewPass();
    expect((await world.find(4))?.metadata?.deletionTimestamp).toBeUndefined();
    forge.listFault = undefined;
  });

  it('does not go back to a head that only a list shows', async () => {
    const { forge, portal } = world;
    const old = await world.ready(5);
    const commit = forge.push(5, manifests());
    await world.hint(5).expect(202);
    await eventually(async () => expect(await world.deployed(5)).toBe(commit));
    forge.listedHeads.set(5, old);
    await portal.previewPass();
    expect(await world.view(5)).toMatchObject({ commit });
    expect(await world.deployed(5)).toBe(commit);
  });

  it('leaves a namespace alone that is somebody else’s', async () => {
    const { forge } = world;
    await world.ready(6);
    const name = await world.name(6);
    forge.set(6, 'closed');
    await world.hint(6).expect(202);
    await eventually(async () => expect(await world.find(6)).toBeUndefined());
    const foreign = await world.client.create<V1Namespace>(TYPES.Namespace, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    forge.set(6, 'open');
    await world.hint(6).expect(202);
    await eventually(async () => {
      expect(await world.view(6)).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('left alone'),
      });
    });
    forge.set(6, 'closed');
    await world.hint(6).expect(202);
    await new Promise(resolve => setTimeout(resolve, 1_000));
    const found = await world.client.get<V1Namespace>({
      type: TYPES.Namespace,
      name,
    });
    expect(found.metadata).toMatchObject({ uid: foreign.metadata?.uid });
    expect(found.metadata?.deletionTimestamp).toBeUndefined();
    await world.client.delete(
      { type: TYPES.Namespace, name },
      { uid: foreign.metadata!.uid! },
    );
  });

  it.each([
    [11, 'that is not YAML', [{ path: 'deploy/a.yaml', content: 'a: [' }]],
    [
      12,
      'with a Secret',
      manifests({
        more: [{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' } }],
      }),
    ],
    [
      13,
      'of all namespaces',
      manifests({
        more: [
          {
            apiVersion: 'rbac.authorization.k8s.io/v1',
            kind: 'ClusterRole',
            metadata: { name: 'x' },
          },
        ],
      }),
    ],
    [14, 'without manifests', [{ path: 'deploy/README.md', content: 'Hello' }]],
  ])(
    '#%i says what is wrong with a folder %s, and applies nothing',
    async (number, _, files) => {
      const { forge } = world;
      const commit = await world.open(number, files);
      await eventually(async () => {
        expect(forge.statusOf(commit)).toMatchObject({ state: 'failure' });
        expect(forge.commentOn(number)).toContain('failed');
      });
      const name = await world.name(number);
      const services = await world.client.list(SERVICE, { namespace: name });
      expect(services).toEqual([]);
      // Mended by the next push.
      const next = forge.push(number, manifests());
      await world.hint(number).expect(202);
      await eventually(async () => {
        expect(forge.statusOf(next)).toMatchObject({ state: 'success' });
      });
    },
  );

  it('tells that the quota is too small in the words of the server', async () => {
    const { forge } = world;
    const commit = await world.open(
      15,
      manifests({ replicas: 3, cpu: '900m' }),
    );
    await eventually(async () => {
      expect(forge.statusOf(commit)).toMatchObject({ state: 'failure' });
      expect(forge.commentOn(15)).toContain('exceeded quota');
    });
  });

  it('waits for a database that is down, and leaves no schema behind', async () => {
    const { forge, client, portal } = world;
    database.isDown = true;
    const commit = await world.open(19, manifests({ usesDatabase: true }));
    await eventually(async () => {
      expect(forge.commentOn(19)).toContain('refuses connections');
    });
    expect(forge.statusOf(commit)).toMatchObject({ state: 'failure' });
    database.isDown = false;
    await eventually(async () => {
      expect(forge.commentOn(19)).toContain('is ready');
    }, 30_000);
    const name = await world.name(19);
    expect([...database.schemas]).toEqual([name]);
    expect(forge.commentOn(19)).toContain(
      `schema \`${name.replaceAll('-', '_')}\``,
    );
    const secret = await client.get<V1Secret>({
      type: TYPES.Secret,
      namespace: name,
      name: 'fairway-database',
    });
    const url = Buffer.from(secret.data?.url ?? '', 'base64').toString();
    expect(url).toBe(
      `postgresql://${name}:p%3Aa%2Fs%40s@db.example.com:5432/previews`,
    );

    database.isDown = true;
    forge.set(19, 'closed');
    await world.hint(19).expect(202);
    await eventually(async () => {
      expect(await world.find(19)).toBeUndefined();
      expect((await world.view(19)).problems.join()).toContain(
        'refuses connections. It is tried again',
      );
    });
    database.isDown = false;
    await portal.previewPass();
    await eventually(async () => {
      expect([...database.schemas]).toEqual([]);
      expect(forge.commentOn(19)).toContain('was removed');
      expect(await world.view(19)).toBeUndefined();
    });
  });

  it('lets in only webhooks that are signed, and of repositories that it knows', async () => {
    world.forge.open(18, manifests());
    await world.hint(18, { secret: 'wrong' }).expect(401);
    await world.hint(18, { repositoryId: '99' }).expect(202);
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(await world.find(18)).toBeUndefined();
  });
});
