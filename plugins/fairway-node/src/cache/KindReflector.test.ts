import type { KubernetesObject, V1ConfigMap } from '@kubernetes/client-node';
import { ClusterConnection } from '../client/connection';
import { describeWithCluster } from '../testing/describeWithCluster';
import { TcpProxy } from '../testing/TcpProxy';
import { waitFor } from '../testing/waitFor';
import { KindReflector } from './KindReflector';
import { CachedConfigMap, configMap, configMapKind } from './testKind';
import { realTimers } from './timers';
import { DEFAULT_TUNING } from './tuning';

const HURRIED = {
  ...DEFAULT_TUNING,
  backoff: { baseMs: 20, maxMs: 200 },
  listTimeoutMs: 2_000,
  refusedRetryMs: 200,
};

const DEFINITIONS = {
  group: 'apiextensions.k8s.io',
  version: 'v1',
  plural: 'customresourcedefinitions',
  kind: 'CustomResourceDefinition',
};

jest.setTimeout(60_000);

describeWithCluster('KindReflector', cluster => {
  let namespace: string;
  let proxy: TcpProxy;
  const ends: (() => void)[] = [];

  const client = () => cluster().client;
  const path = (name: string) => ({
    type: configMapKind.type,
    namespace,
    name,
  });

  beforeEach(async () => {
    namespace = await cluster().createNamespace('reflector');
    proxy = await TcpProxy.before(cluster().server);
  });

  afterEach(async () => {
    ends.splice(0).forEach(end => end());
    await proxy.close();
  });

  async function start(
    options: {
      silenceMs?: number;
      token?: string;
      kind?: typeof configMapKind;
    } = {},
  ): Promise<KindReflector<CachedConfigMap>> {
    const {
      silenceMs = HURRIED.silenceMs,
      token,
      kind = configMapKind,
    } = options;
    const connection = new ClusterConnection(
      'dev',
      await cluster().kubeConfigFor({ port: proxy.port, token }),
    );
    const reflector = new KindReflector(connection, kind, {
      tuning: { ...HURRIED, silenceMs },
      timers: realTimers,
    });
    const running = reflector.run();
    ends.push(() => {
      reflector.stop();
      connection.close();
    });
    await reflector.settled;
    void running;
    return reflector;
  }

  const put = (name: string, value: string, labels?: Record<string, string>) =>
    client().patch<V1ConfigMap>(
      path(name),
      {
        type: 'application/apply-patch+yaml',
        body: configMap(name, value, labels),
      },
      { force: true },
    );

  const drop = async (name: string) => {
    const found = await client().get(path(name));
    await client().delete(path(name), { uid: found.metadata!.uid! });
  };

  /**
   * The memory of the API server's watch cache begins with a kind, so that an
   * earlier version is surely forgotten; of kinds that are as old as the world
   * it may remember everything.
   */
  async function newKind(): Promise<typeof configMapKind> {
    const group = `${namespace}.fairway.test`;
    const schema = {
      type: 'object',
      'x-kubernetes-preserve-unknown-fields': true,
    };
    const version = {
      name: 'v1',
      served: true,
      storage: true,
      schema: { openAPIV3Schema: schema },
    };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: `notes.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'notes', singular: 'note', kind: 'Note' },
        versions: [version],
      },
    };
    const made = await client().create(DEFINITIONS, definition);
    ends.push(() => {
      void client().delete(
        { type: DEFINITIONS, name: definition.metadata.name },
        { uid: made.metadata!.uid! },
      );
    });
    const type = { group, version: 'v1', plural: 'notes', kind: 'Note' };
    await waitFor('the kind', () =>
      client()
        .list(type, { namespace })
        .then(
          () => true,
          () => false,
        ),
    );
    return { ...configMapKind, type };
  }

  const objectsOf = ({ type }: typeof configMapKind) => ({
    create: (name: string) =>
      client().create(
        type,
        {
          ...configMap(name, '1'),
          apiVersion: `${type.group}/v1`,
          kind: 'Note',
        },
        { namespace },
      ),
    remove: async (name: string) => {
      const object = { type, namespace, name };
      const found = await client().get(object);
      await client().delete(object, { uid: found.metadata!.uid! });
    },
  });

  const shownBy = (reflector: KindReflector<CachedConfigMap>) =>
    byName([...reflector.items(namespace)]);

  async function listed() {
    const items = await client().list(configMapKind.type, { namespace });
    return byName(items.map(item => configMapKind.project(item)));
  }

  it('shows what is there, then what changes', async () => {
    await put('a', '1', { app: 'web' });
    const reflector = await start();
    expect(reflector.state).toBe('live');
    expect(reflector.get(namespace, 'a')?.value).toBe('1');

    await put('a', '2', { app: 'api' });
    await put('b', '1');
    await waitFor('the changes', () => {
      const names = [...reflector.withLabel('app', 'api')].map(i => i.name);
      return names.includes('a') && !!reflector.get(namespace, 'b');
    });
    const old = [...reflector.withLabel('app', 'web')];
    expect(old.filter(item => item.namespace === namespace)).toEqual([]);
    await drop('a');
    await waitFor('the deletion', () => !reflector.get(namespace, 'a'));
    expect(reflector.counters).toMatchObject({ lists: 1, watches: 1 });
  });

  it('is right at quiet, however often the connection breaks', async () => {
    const reflector = await start({ silenceMs: 500 });
    const end = Date.now() + 8_000;
    const done = { writes: 0, troubles: 0 };
    // A slow machine takes longer for as much.
    const isEnough = () =>
      Date.now() >= end && done.writes > 200 && done.troubles > 8;
    const random = lcg(7);
    const write = async () => {
      let writes = 0;
      while (!isEnough()) {
        const name = `item-${Math.floor(random() * 40)}`;
        if (random() < 0.3) {
          await drop(name).catch(() => {});
        } else {
          await put(name, String(writes), { app: `app-${writes % 3}` });
        }
        writes++;
        done.writes++;
      }
    };
    const disturb = async () => {
      const troubles = [
        () => proxy.cut(),
        () => proxy.stall(true),
        () => proxy.refuse(true),
      ];
      while (!isEnough()) {
        troubles[done.troubles % troubles.length]();
        await pause(100 + random() * 700);
        proxy.stall(false);
        proxy.refuse(false);
        await pause(random() * 200);
        done.troubles++;
      }
    };
    await Promise.all([write(), write(), disturb()]);

    const expected = await listed();
    await waitFor('the same as a fresh list', () => {
      const shown = shownBy(reflector);
      return JSON.stringify(shown) === JSON.stringify(expected);
    });
    ['app-0', 'app-1', 'app-2'].forEach(app => {
      const found = [...reflector.withLabel('app', app)];
      expect(byName(found.filter(i => i.namespace === namespace))).toEqual(
        expected.filter(item => item.labels.app === app),
      );
    });
    expect(reflector.state).toBe('live');
    // It took up the watch where it broke instead of listing all again.
    expect(reflector.counters.watches).toBeGreaterThan(4);
    expect(reflector.counters.lists).toBe(1);
  });

  it('lists again when its place is forgotten (410), and then knows what was deleted', async () => {
    const kind = await newKind();
    const { create, remove } = objectsOf(kind);
    await create('stays');
    await create('goes');
    const reflector = await start({ kind });
    const before = reflector.get(namespace, 'stays');
    proxy.refuse(true);
    await waitFor('stale', () => reflector.state === 'stale');
    expect(reflector.message).toMatch(/^The watch of notes/);
    await remove('goes');
    // As after a long absence: no API server knows what was before the kind.
    (reflector as unknown as { position: string }).position = '1';
    // An attempt that was under way asks from the old place: wait for the next.
    const { watches } = reflector.counters;
    await waitFor('an attempt', () => reflector.counters.watches > watches);
    proxy.refuse(false);
    await waitFor('the relist', () => reflector.counters.lists > 1);
    await waitFor('live', () => reflector.state === 'live');
    const { lists } = reflector.counters;
    expect(reflector.get(namespace, 'goes')).toBeUndefined();
    expect(reflector.get(namespace, 'stays')).toBe(before);
    await create('after');
    await waitFor('the new one', () => !!reflector.get(namespace, 'after'));
    expect(reflector.counters.lists).toBe(lists);
  });

  it('opens a watch again that has gone silent', async () => {
    const reflector = await start({ silenceMs: 400 });
    proxy.stall(true);
    await put('unheard', '1');
    await pause(300);
    expect(reflector.get(namespace, 'unheard')).toBeUndefined();
    proxy.stall(false);
    // What is sent into a stalled connection may come late; a dead one never tells.
    proxy.cut();
    await waitFor('the item', () => !!reflector.get(namespace, 'unheard'));

    const watches = reflector.counters.watches;
    await waitFor('another', () => reflector.counters.watches > watches + 1);
    expect(reflector.state).toBe('live');
    expect(reflector.counters.lists).toBe(1);
  });

  it('says that it is forbidden, in the words of the server, and mends itself', async () => {
    const account = `reader-${namespace}`;
    const token = await cluster().createServiceAccount(namespace, account);
    const reflector = await start({ token });
    expect(reflector.state).toBe('forbidden');
    expect(reflector.message).toContain(
      `User "system:serviceaccount:${namespace}:${account}" cannot list resource "configmaps"`,
    );

    const rights = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: account },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'view',
      },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace }],
    };
    await put('a', '1');
    const [{ metadata }] = await cluster().applyObjects<KubernetesObject>([
      rights,
    ]);
    await waitFor('live', () => reflector.state === 'live');
    expect(reflector.message).toBeUndefined();
    expect(reflector.get(namespace, 'a')?.value).toBe('1');

    // What may not be read any more is not shown any more.
    await client().delete(
      {
        type: {
          group: 'rbac.authorization.k8s.io',
          version: 'v1',
          plural: 'clusterrolebindings',
          kind: 'ClusterRoleBinding',
        },
        name: account,
      },
      { uid: metadata!.uid! },
    );
    await waitFor('forbidden', () => {
      proxy.cut();
      return reflector.state === 'forbidden';
    });
    expect([...reflector.items()]).toEqual([]);
  });

  it('says that the credentials are wrong', async () => {
    const reflector = await start({ token: 'expired' });
    expect(reflector.state).toBe('unreachable');
    expect(reflector.message).toMatch(/credentials of cluster 'dev' expired/);
    expect(reflector.message).not.toContain("'expired'");
  });

  it('leaves out an object that cannot be read, not the others', async () => {
    await put('bad', 'poison');
    await put('good', '1');
    const problems: string[] = [];
    const connection = new ClusterConnection('dev', cluster().admin);
    const kind = {
      ...configMapKind,
      project(object: unknown) {
        const item = configMapKind.project(object);
        if (item.value === 'poison') {
          throw new Error('no');
        }
        return item;
      },
    };
    const reflector = new KindReflector(connection, kind, {
      tuning: HURRIED,
      timers: realTimers,
      onProblem: problem => problems.push(problem),
    });
    ends.push(() => {
      reflector.stop();
      connection.close();
    });
    void reflector.run();
    await reflector.settled;
    expect(reflector.state).toBe('live');
    expect(reflector.get(namespace, 'bad')).toBeUndefined();
    expect(reflector.get(namespace, 'good')?.value).toBe('1');
    expect(problems).toEqual([
      'One of the configmaps (v1) cannot be read and is left out: Error: no',
    ]);
  });
});

function byName<T extends { name: string }>(items: T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

/** Chance that can be repeated. */
function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
