/* eslint-disable jest/no-export, jest/valid-title -- it declares the tests of others */
import {
  WORKSPACE_LABELS,
  type WorkspaceRecord,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { ResourceType } from '../../client/types';
import { HttpCluster } from '../../clusters/HttpCluster';
import type {
  WorkspaceDriver,
  WorkspaceFacts,
  WorkspaceSetUp,
} from '../../workspaces/driver';
import { describeWithCluster } from '../describeWithCluster';
import { eventually } from '../eventually';

const core = (plural: string, kind: string): ResourceType => ({
  group: '',
  version: 'v1',
  plural,
  kind,
});
const CLAIM = core('persistentvolumeclaims', 'PersistentVolumeClaim');
/** Of which nothing may be left. */
const LEFT: ResourceType[] = [
  CLAIM,
  core('pods', 'Pod'),
  core('configmaps', 'ConfigMap'),
  core('services', 'Service'),
  core('serviceaccounts', 'ServiceAccount'),
  {
    group: 'networking.k8s.io',
    version: 'v1',
    plural: 'networkpolicies',
    kind: 'NetworkPolicy',
  },
];

const RECORD: WorkspaceRecord = {
  spec: {
    entityRef: 'component:default/orders',
    createdBy: 'user:default/alice',
    repository: {
      url: 'https://git.example.com/shop/orders',
      cloneUrl: 'https://git.example.com/shop/orders.git',
      folder: '/home/dev/orders',
    },
    branch: 'feature/$(id)',
    image: { id: 'default', title: 'Default', image: 'workspace:1' },
    tier: 's',
    resources: {
      requests: { cpu: '10m', memory: '16Mi' },
      limits: { cpu: '100m', memory: '64Mi' },
      storage: '1Mi',
    },
    dependencies: [],
  },
  idleMinutes: 45,
  startedAt: '2026-03-02T12:00:00.000Z',
};

/** No volume is ever made, so that it looks the same on every cluster. */
const SET_UP: WorkspaceSetUp = {
  instance: 'contract',
  userAuthority: 'ssh-ed25519 AAAA',
  principal: 'main/contract/ws-contract',
  egress: [{ to: { cidr: '192.0.2.1/32' }, ports: [443] }],
  files: [{ path: 'skaffold.yaml', content: 'kind: Config\n' }],
  storageClass: 'fairway-test-no-such-class',
  podTemplate: { nodeSelector: { 'fairway.dev/node': 'none' } },
};

const SILENT: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => SILENT,
};

/**
 * What every implementation of `WorkspaceDriver` must pass, against a real API
 * server: a volume outlives every stop, nothing outlives a deletion, and nobody's
 * change is written over.
 *
 * @public
 */
export function workspaceDriverContract(
  title: string,
  create: () => WorkspaceDriver,
): void {
  describeWithCluster(title, real => {
    const driver = create();
    let cluster: HttpCluster;
    let namespace: string;
    let count = 0;

    beforeAll(async () => {
      cluster = new HttpCluster(
        {
          name: 'main',
          writeAs: 'serviceAccount',
          reader: real().admin,
          actor: real().admin,
        },
        SILENT,
      );
      namespace = await real().createNamespace('driver');
    }, 60_000);

    afterAll(() => cluster?.stop());

    const find = async (name: string): Promise<WorkspaceFacts> => {
      const found = await driver.afresh(cluster, { namespace, name });
      if (!found || !('facts' in found)) {
        throw new Error(`${name} is not there, or not understood`);
      }
      return found.facts;
    };
    const make = async (): Promise<WorkspaceFacts> => {
      count++;
      const name = `ws-contract-${count}`;
      await driver.create(cluster, { namespace, name, record: RECORD }, SET_UP);
      return find(name);
    };
    /** Statuses are written all the time, which a change must bear. */
    const settled = async (
      name: string,
      change: (facts: WorkspaceFacts) => Promise<void>,
    ) =>
      eventually(async () => {
        await change(await find(name));
      });
    const leftOf = async (name: string) => {
      const lists = await Promise.all(
        LEFT.map(type =>
          real().client.list<KubernetesObject>(type, {
            namespace,
            labelSelector: `${WORKSPACE_LABELS.workspace}=${name}`,
          }),
        ),
      );
      return lists.flat().map(({ metadata }) => metadata?.name);
    };
    const expectNothingLeft = (name: string) =>
      eventually(async () => {
        expect(await leftOf(name)).toEqual([]);
        expect(
          await driver.afresh(cluster, { namespace, name }),
        ).toBeUndefined();
      });

    it('makes what it is told, and reads it back', async () => {
      const facts = await make();
      expect(facts).toMatchObject({
        namespace,
        wanted: 'running',
        asleep: false,
        record: RECORD,
        volume: { size: '1Mi', bound: false },
      });
      const lease = await cluster.cache.open(driver.kinds);
      await eventually(async () => {
        const [found] = driver.inCache(lease, namespace);
        expect(found).toMatchObject({
          facts: { name: facts.name, uid: facts.uid, wanted: 'running' },
        });
      });
      lease.release();
    });

    it('makes none twice', async () => {
      const { name, uid } = await make();
      await expect(
        driver.create(cluster, { namespace, name, record: RECORD }, SET_UP),
      ).rejects.toMatchObject({ statusCode: 409 });
      expect((await find(name)).uid).toBe(uid);
      expect(await leftOf(name)).toContain(name);
    });

    it('leaves nothing of one that cannot be made', async () => {
      const quota = {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'none', namespace },
        spec: { hard: { 'requests.storage': '1Ki' } },
      };
      await real().applyObjects([quota]);
      const name = 'ws-contract-refused';
      await eventually(async () => {
        await expect(
          driver.create(cluster, { namespace, name, record: RECORD }, SET_UP),
        ).rejects.toThrow('exceeded quota');
      });
      await expectNothingLeft(name);
      const path = {
        type: core('resourcequotas', 'ResourceQuota'),
        namespace,
        name: 'none',
      };
      const { metadata } = await real().client.get(path);
      await real().client.delete(path, { uid: metadata!.uid! });
    });

    it('keeps the volume over a stop, and starts on it again', async () => {
      const { name } = await make();
      const claim = () =>
        real().client.get<KubernetesObject>({ type: CLAIM, namespace, name });
      const before = await claim();
      const stopped = { at: RECORD.startedAt!, by: 'a', reason: 'b' };
      await settled(name, facts =>
        driver.stop(cluster, facts, { patch: { stopped, startedAt: null } }),
      );
      const halted = await find(name);
      expect(halted).toMatchObject({ wanted: 'stopped', record: { stopped } });
      expect(halted.record.startedAt).toBeUndefined();
      await eventually(async () => {
        expect((await find(name)).pod).toBeUndefined();
      });
      await settled(name, facts =>
        driver.start(
          cluster,
          facts,
          { record: facts.record, patch: { stopped: null } },
          { ...SET_UP, userAuthority: 'ssh-ed25519 BBBB' },
        ),
      );
      const again = await find(name);
      expect(again.wanted).toBe('running');
      expect(again.record.stopped).toBeUndefined();
      expect((await claim()).metadata?.uid).toBe(before.metadata?.uid);
    });

    it('drops a volume that never was used, when it is told to', async () => {
      const { name } = await make();
      await settled(name, facts =>
        driver.stop(cluster, facts, { patch: {}, dropVolume: true }),
      );
      await eventually(async () => {
        expect((await find(name)).volume).toBeUndefined();
      });
    });

    it('writes over nobody’s change', async () => {
      const { name } = await make();
      const old = await find(name);
      await settled(name, facts =>
        driver.note(cluster, facts, { idleMinutes: 99 }),
      );
      const target = { ...old, resourceVersion: old.resourceVersion };
      await expect(
        driver.note(cluster, target, { idleMinutes: 1 }),
      ).rejects.toMatchObject({ statusCode: 409 });
      await expect(
        driver.stop(cluster, target, { patch: {} }),
      ).rejects.toMatchObject({ statusCode: 409 });
      await expect(driver.delete(cluster, target)).rejects.toMatchObject({
        statusCode: 409,
      });
      expect(await find(name)).toMatchObject({
        wanted: 'running',
        record: { idleMinutes: 99 },
        volume: { bound: false },
      });
    });

    it('leaves nothing of one that is deleted while it starts', async () => {
      const { name } = await make();
      await settled(name, facts => driver.delete(cluster, facts));
      await expectNothingLeft(name);
    });

    it('opens no shell where none runs', async () => {
      const facts = await make();
      expect(driver.containerOf(facts)).toBeUndefined();
    });
  });
}
