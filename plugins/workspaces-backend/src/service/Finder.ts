import {
  readEnvironment,
  type Environment,
  type WorkspaceRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  type CacheLease,
  type Cluster,
  type FairwayClusters,
  type FoundWorkspace,
  type WorkspaceDriver,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { V1Namespace } from '@kubernetes/client-node';
import { namespaceKind, quotaKind, serviceKind } from '../domain/kinds/kinds';
import { TYPES } from '../domain/kinds/resourceTypes';
import type { Settings } from '../domain/settings/settings';

/** Milliseconds: nobody shall wait long for a cluster that hangs. */
const TIMEOUT = 3_000;

/** A workspace, and the sandbox that it is in. */
export type Found = FoundWorkspace & { sandbox: Environment };

interface FinderOptions {
  clusters: FairwayClusters;
  driver: WorkspaceDriver;
  settings: Settings;
}

/** Finds workspaces and the sandboxes that they are in. */
export class Finder {
  private constructor(private readonly options: FinderOptions) {}

  static create(options: FinderOptions): Finder {
    return new Finder(options);
  }

  /** The clusters that may hold workspaces. */
  async clusters(): Promise<Cluster[]> {
    const { clusters, settings } = this.options;
    const all = await clusters.list();
    return all.filter(({ name }) => settings.clusters?.includes(name) ?? true);
  }

  /** To be released by the caller. */
  async look(
    cluster: Cluster,
    options: { signal?: AbortSignal; timeout?: number } = {},
  ): Promise<CacheLease> {
    const { driver } = this.options;
    return cluster.cache.open(
      [...driver.kinds, namespaceKind, quotaKind, serviceKind],
      { timeout: TIMEOUT, ...options },
    );
  }

  /** All workspaces of a cluster that are in sandboxes of this portal. */
  inCache(lease: CacheLease): Found[] {
    return this.options.driver.inCache(lease).flatMap(found => {
      const { namespace } = 'facts' in found ? found.facts : found;
      const sandbox = this.sandboxInCache(lease, namespace);
      return sandbox ? [{ ...found, sandbox }] : [];
    });
  }

  /** The sandboxes of an owner, by name. */
  sandboxesOf(lease: CacheLease, owner: string): Environment[] {
    const namespaces = lease
      .reflector(namespaceKind)
      .withLabel('fairway.dev/managed', 'true');
    return [...namespaces]
      .filter(({ deletingSince }) => !deletingSince)
      .flatMap(({ name }) => this.sandboxInCache(lease, name) ?? [])
      .filter(one => one.owner === owner)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** By the cache where it has it, else asked of the cluster. */
  async find(ref: WorkspaceRef): Promise<Found | undefined> {
    const cluster = await this.options.clusters.get(ref.cluster);
    const lease = await this.look(cluster);
    try {
      const known = this.options.driver
        .inCache(lease, ref.namespace)
        .find(one => nameOf(one) === ref.name);
      const sandbox = known && this.sandboxInCache(lease, ref.namespace);
      return sandbox ? { ...known, sandbox } : await this.afresh(cluster, ref);
    } finally {
      lease.release();
    }
  }

  /** Past the cache; undefined if it is not there, or in no sandbox of this portal. */
  async afresh(
    cluster: Cluster,
    { namespace, name }: { namespace: string; name: string },
  ): Promise<Found | undefined> {
    const sandbox = await this.sandbox(cluster, namespace);
    const found =
      sandbox &&
      (await this.options.driver.afresh(cluster, { namespace, name }));
    return sandbox && found && { ...found, sandbox };
  }

  /** A sandbox, past the cache; undefined if the namespace is none of this portal. */
  async sandbox(
    cluster: Cluster,
    namespace: string,
  ): Promise<Environment | undefined> {
    try {
      const { metadata } = await cluster.operator.get<V1Namespace>({
        type: TYPES.Namespace,
        name: namespace,
      });
      return this.read(metadata);
    } catch (error) {
      if (error instanceof KubernetesApiError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }

  private sandboxInCache(
    lease: CacheLease,
    namespace: string,
  ): Environment | undefined {
    return this.read(lease.reflector(namespaceKind).get('', namespace));
  }

  private read(
    metadata: Parameters<typeof readEnvironment>[0]['metadata'],
  ): Environment | undefined {
    const { instance } = this.options.settings;
    const reading = readEnvironment({ metadata }, { instance });
    return reading.outcome === 'environment' &&
      reading.environment.kind !== 'preview'
      ? reading.environment
      : undefined;
  }
}

/** Name of a workspace, also of one that cannot be understood. */
export function nameOf(found: FoundWorkspace): string {
  return 'facts' in found ? found.facts.name : found.name;
}
