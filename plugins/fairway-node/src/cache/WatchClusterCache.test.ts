import { createServer, Server, Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { ClusterConnection } from '../client/connection';
import { describeWithCluster } from '../testing/describeWithCluster';
import { TcpProxy } from '../testing/TcpProxy';
import { waitFor } from '../testing/waitFor';
import { configMap, configMapKind } from './testKind';
import type { CachedKind, Projection } from './types';
import { WatchClusterCache } from './WatchClusterCache';

jest.setTimeout(60_000);

/** Nobody else watches these. */
const leaseKind: CachedKind<Projection> = {
  type: {
    group: 'scheduling.k8s.io',
    version: 'v1',
    plural: 'priorityclasses',
    kind: 'PriorityClass',
  },
  project: object =>
    ({
      labels: {},
      namespace: '',
      ...(object as { metadata: object }).metadata,
    } as Projection),
};

describeWithCluster('WatchClusterCache', cluster => {
  let namespace: string;
  let proxy: TcpProxy;
  const ends: (() => void)[] = [];

  beforeAll(async () => {
    namespace = await cluster().createNamespace('cache');
  });

  beforeEach(async () => {
    proxy = await TcpProxy.before(cluster().server);
  });

  afterEach(async () => {
    ends.splice(0).forEach(end => end());
    await proxy.close();
  });

  async function start(
    tuning: ConstructorParameters<typeof WatchClusterCache>[1] = {},
    port = proxy.port,
  ): Promise<WatchClusterCache> {
    const kubeConfig = await cluster().kubeConfigFor({ port });
    const connection = new ClusterConnection('dev', kubeConfig);
    const cache = new WatchClusterCache(connection, tuning);
    ends.push(() => {
      cache.stop();
      connection.close();
    });
    return cache;
  }

  const put = (name: string, value: string) =>
    cluster().client.patch(
      { type: configMapKind.type, namespace, name },
      {
        type: 'application/apply-patch+yaml',
        body: configMap(name, value, { app: name }),
      },
      { force: true },
    );

  it('has one list and one watch for a thousand viewers', async () => {
    const before = await watchesOf('priorityclasses');
    const cache = await start();
    const leases = await Promise.all(
      Array.from({ length: 1_000 }, () => cache.open([leaseKind])),
    );
    expect(leases.every(lease => lease.state === 'live')).toBe(true);
    const names = [...leases[0].reflector(leaseKind).items()].map(i => i.name);
    expect(names).toContain('system-node-critical');
    // What the API server itself counts.
    await waitFor(
      'one watch more',
      async () => (await watchesOf('priorityclasses')) === before + 1,
    );
    expect(proxy.connections).toBeLessThanOrEqual(2);
    expect(cache.statistics()).toEqual([
      expect.objectContaining({
        plural: 'priorityclasses',
        holders: 1_000,
        lists: 1,
        watches: 1,
      }),
    ]);
    leases.forEach(lease => lease.release());
  });

  async function watchesOf(resource: string): Promise<number> {
    const metrics = await cluster().text('/metrics');
    return metrics
      .split('\n')
      .filter(
        line =>
          line.startsWith('apiserver_longrunning_requests{') &&
          line.includes(`resource="${resource}"`) &&
          line.includes('verb="WATCH"'),
      )
      .reduce((sum, line) => sum + Number(line.split(' ').pop()), 0);
  }

  it('lets go of a kind some time after its last viewer', async () => {
    const cache = await start({ tuning: { lingerMs: 300 } });
    const first = await cache.open([configMapKind]);
    first.release();
    first.release();
    const second = await cache.open([configMapKind]);
    await pause(600);
    expect(cache.statistics()).toMatchObject([{ holders: 1, lists: 1 }]);
    second.release();
    await waitFor('the end', () => cache.statistics().length === 0);
    expect(second.state).toBe('stale');
  });

  it('calls back at most so often, and after the last change', async () => {
    const cache = await start({ tuning: { coalesceMs: 100 } });
    const lease = await cache.open([configMapKind]);
    const reflector = lease.reflector(configMapKind);
    let calls = 0;
    let seen: string | undefined;
    lease.onChange(() => {
      calls++;
      seen = reflector.get(namespace, 'busy')?.value;
    });
    const begun = Date.now();
    for (let n = 1; n <= 150; n++) {
      await put('busy', String(n));
    }
    await waitFor('the last value', () => seen === '150');
    expect(calls).toBeLessThanOrEqual((Date.now() - begun) / 100 + 2);
    lease.release();
    await put('busy', 'unseen');
    await pause(300);
    expect(seen).toBe('150');
  });

  it('does not wake a viewer for what is no concern of its', async () => {
    const cache = await start({ tuning: { coalesceMs: 1 } });
    const lease = await cache.open([configMapKind]);
    let calls = 0;
    lease.onChange(() => calls++, {
      concerns: item => item.labels.app === 'mine',
    });
    await put('other', '1');
    await pause(200);
    expect(calls).toBe(0);
    await put('mine', '1');
    await waitFor('a call', () => calls === 1);
    lease.release();
  });

  it('is not delayed by a cluster that hangs beside it', async () => {
    const sockets: Socket[] = [];
    const blackHole: Server = createServer(socket => sockets.push(socket));
    await new Promise<void>(resolve => {
      blackHole.listen(0, '127.0.0.1', resolve);
    });
    const { port } = blackHole.address() as AddressInfo;
    const good = await start();
    const bad = await start({ tuning: { listTimeoutMs: 4_500 } }, port);

    const answered: string[] = [];
    const open = async (name: string, cache: WatchClusterCache) => {
      const lease = await cache.open([configMapKind], { timeout: 2_500 });
      answered.push(name);
      return lease;
    };
    const [badLease, goodLease] = await Promise.all([
      open('bad', bad),
      open('good', good),
    ]);
    expect(answered).toEqual(['good', 'bad']);
    expect(goodLease.state).toBe('live');
    expect(badLease.state).toBe('syncing');
    expect(badLease.message).toBe(
      'The first list of configmaps (v1) is not there yet',
    );
    await waitFor('its own end', () => badLease.state === 'unreachable');
    expect(badLease.message).toMatch(/Cluster 'dev' did not answer within/);

    sockets.forEach(socket => socket.destroy());
    blackHole.close();
  });

  it('says what is not served, and shows the rest', async () => {
    const cache = await start();
    const gadgets: CachedKind<Projection> = {
      ...leaseKind,
      type: {
        group: 'example.org',
        version: 'v1',
        plural: 'gadgets',
        kind: 'Gadget',
      },
    };
    const lease = await cache.open([configMapKind, gadgets]);
    expect(lease.state).toBe('unreachable');
    expect(lease.message).toBe(
      "Cluster 'dev' does not serve gadgets (example.org/v1)",
    );
    expect(lease.reflector(configMapKind).state).toBe('live');
    expect(() => lease.reflector(leaseKind)).toThrow(
      "The lease of cluster 'dev' was not opened for priorityclasses",
    );
    lease.release();
  });

  it('stops waiting when the caller goes', async () => {
    proxy.stall(true);
    const cache = await start({ tuning: { lingerMs: 50 } });
    const controller = new AbortController();
    const opening = cache.open([configMapKind], { signal: controller.signal });
    controller.abort(new Error('gone'));
    await expect(opening).rejects.toThrow('gone');
    await waitFor('the end', () => cache.statistics().length === 0);
  });
});

function pause(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}
