import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runningService } from '../../services/describe.ts';
import { Api } from '../../world/api.ts';
import { until } from '../../world/bootstrap.ts';
import { processesOf } from '../../world/realNode/cgroups.ts';
import type { WorldState } from '../../world/types.ts';
import type { Place } from './desk.ts';

/** Every kind of which a workspace might leave one behind. */
const COLLECTIONS = [
  '/apis/apps/v1/deployments',
  '/apis/apps/v1/replicasets',
  '/apis/networking.k8s.io/v1/networkpolicies',
  '/api/v1/configmaps',
  '/api/v1/persistentvolumeclaims',
  '/api/v1/pods',
  '/api/v1/secrets',
  '/api/v1/serviceaccounts',
  '/api/v1/services',
  '/apis/rbac.authorization.k8s.io/v1/rolebindings',
];

interface Pod {
  metadata: { name: string; deletionTimestamp?: string };
  spec: { nodeName?: string };
  status: { podIP?: string };
}

/** Looks at the cluster and the node, past the portal. */
export class Witness {
  readonly volumes: string;
  readonly #state: WorldState;
  readonly #api: Api;

  /** @throws Error naming the service that is missing */
  constructor(state: WorldState, api: Api) {
    const storage = runningService(state.services, 'storage');
    if (!storage) {
      throw new Error('There is no provisioner of volumes');
    }
    this.volumes = storage.folder;
    this.#state = state;
    this.#api = api;
  }

  /** All objects of a workspace, as `kind name`. */
  async objectsOf({ namespace, name }: Place): Promise<string[]> {
    const label = encodeURIComponent(`fairway.dev/workspace=${name}`);
    const found: string[] = [];
    for (const collection of COLLECTIONS) {
      const at = collection.lastIndexOf('/');
      const { kind, items } = await this.#api.get<{
        kind: string;
        items: { metadata: { name: string } }[];
      }>(
        `${collection.slice(0, at)}/namespaces/${namespace}${collection.slice(
          at,
        )}?labelSelector=${label}`,
      );
      found.push(
        ...items.map(
          ({ metadata }) => `${kind.replace(/List$/, '')} ${metadata.name}`,
        ),
      );
    }
    return found;
  }

  async podOf({ namespace, name }: Place): Promise<Pod | undefined> {
    const label = encodeURIComponent(`fairway.dev/workspace=${name}`);
    const { items } = await this.#api.get<{ items: Pod[] }>(
      `/api/v1/namespaces/${namespace}/pods?labelSelector=${label}`,
    );
    return items.find(({ metadata }) => !metadata.deletionTimestamp);
  }

  /** Name of the volume that its claim got. */
  async volumeOf({ namespace, name }: Place): Promise<string> {
    const { items } = await this.#api.get<{
      items: {
        metadata: { labels?: Record<string, string> };
        spec: { volumeName?: string };
      }[];
    }>(`/api/v1/namespaces/${namespace}/persistentvolumeclaims`);
    const claim = items.find(
      ({ metadata }) => metadata.labels?.['fairway.dev/workspace'] === name,
    );
    if (!claim?.spec.volumeName) {
      throw new Error(`${namespace}/${name} has no volume`);
    }
    return claim.spec.volumeName;
  }

  /** Folders of this volume on the node. */
  foldersOf(volume: string): string[] {
    return existsSync(this.volumes)
      ? readdirSync(this.volumes)
          .filter(folder => folder.startsWith(volume))
          .map(folder => path.join(this.volumes, folder))
      : [];
  }

  hasVolume(volume: string): Promise<boolean> {
    return this.#api.exists(`/api/v1/persistentvolumes/${volume}`);
  }

  /** Processes on the node that were started for this workspace. */
  processesOf({ name }: Place): string[] {
    const pids = processesOf(this.#state.network.cgroup).map(({ pid }) => pid);
    return [...new Set(pids)]
      .filter(pid => environmentOf(pid).includes(`FAIRWAY_WORKSPACE=${name}\0`))
      .map(pid => `${pid}`);
  }

  /** What is left of a workspace anywhere. */
  async leftOf(place: Place, volume: string): Promise<string[]> {
    return [
      ...(await this.objectsOf(place)),
      ...((await this.hasVolume(volume)) ? [`PersistentVolume ${volume}`] : []),
      ...this.foldersOf(volume).map(folder => `folder ${folder}`),
      ...this.processesOf(place).map(pid => `process ${pid}`),
    ];
  }

  async untilGone(place: Place, volume: string): Promise<void> {
    let left: string[] = [];
    try {
      await until(
        `${place.name} to leave nothing`,
        async () => {
          left = await this.leftOf(place, volume);
          return left.length === 0;
        },
        { timeoutMs: 60_000, everyMs: 200 },
      );
    } catch (error) {
      throw new Error(`${(error as Error).message}: ${left.join(', ')}`);
    }
  }
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}
