import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import type { ImpersonationMapping } from '../identity/mapping';
import {
  SignedInUser,
  toKubernetesIdentity,
} from '../identity/toKubernetesIdentity';
import type { KubernetesIdentity } from '../identity/types';
import { HttpCluster } from './HttpCluster';
import type {
  Cluster,
  ClusterDetails,
  ClusterSupplier,
  FairwayClusters,
} from './types';

/** How long the supplier's answer is good. */
const KEEP_FOR = 60_000;

/** @internal */
export interface FairwayClustersOptions {
  supplier: ClusterSupplier;
  mapping: ImpersonationMapping;
  logger: LoggerService;
  now?: () => number;
}

/**
 * Keeps one cluster object for each cluster that the supplier names, so that
 * caches and connections are shared; replaces it when its details change.
 *
 * @internal
 */
export class DefaultFairwayClusters implements FairwayClusters {
  private readonly known = new Map<
    string,
    { fingerprint: string; cluster: HttpCluster }
  >();
  private current: { until: number; list: Promise<Cluster[]> } | undefined;
  private stopped = false;

  constructor(private readonly options: FairwayClustersOptions) {}

  list(): Promise<Cluster[]> {
    const now = this.options.now?.() ?? Date.now();
    if (!this.current || now > this.current.until) {
      const list = this.refresh();
      this.current = { until: now + KEEP_FOR, list };
      list.catch(() => {
        this.current = undefined;
      });
    }
    return this.current.list;
  }

  async get(name: string): Promise<Cluster> {
    const cluster = (await this.list()).find(one => one.name === name);
    if (!cluster) {
      throw new NotFoundError(`There is no cluster '${name}' in this portal`);
    }
    return cluster;
  }

  identityOf(who: SignedInUser): KubernetesIdentity {
    return toKubernetesIdentity(who, this.options.mapping);
  }

  stop(): void {
    this.stopped = true;
    this.current = undefined;
    [...this.known.keys()].forEach(name => this.drop(name));
  }

  private async refresh(): Promise<Cluster[]> {
    if (this.stopped) {
      return [];
    }
    const details = await this.supply();
    if (!details) {
      return [...this.known.values()].map(({ cluster }) => cluster);
    }
    const names = new Set(details.map(({ name }) => name));
    if (names.size < details.length) {
      throw new ConflictError(
        `The cluster supplier gives the same name more than once: ${details
          .map(({ name }) => name)
          .join(', ')}`,
      );
    }
    for (const name of [...this.known.keys()]) {
      if (!names.has(name)) {
        this.drop(name);
      }
    }
    return details.map(one => this.take(one));
  }

  /** A supplier that fails now does not take away the clusters that are known. */
  private async supply(): Promise<ClusterDetails[] | undefined> {
    try {
      return await this.options.supplier.getClusters();
    } catch (error) {
      if (this.known.size === 0) {
        throw error;
      }
      this.options.logger.warn(
        `The clusters could not be read again, the known ones stay: ${stringifyError(
          error,
        )}`,
      );
      return undefined;
    }
  }

  private take(details: ClusterDetails): HttpCluster {
    const fingerprint = fingerprintOf(details);
    const known = this.known.get(details.name);
    if (known?.fingerprint === fingerprint) {
      return known.cluster;
    }
    this.drop(details.name);
    const cluster = new HttpCluster(details, this.options.logger);
    this.known.set(details.name, { fingerprint, cluster });
    return cluster;
  }

  private drop(name: string): void {
    const known = this.known.get(name);
    this.known.delete(name);
    known?.cluster.stop();
  }
}

/** A hash, as the kubeconfigs hold secrets. */
function fingerprintOf(details: ClusterDetails): string {
  const { name, title, writeAs, reader, actor, operator } = details;
  const parts = [name, title, writeAs];
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .update(reader.exportConfig())
    .update(actor.exportConfig())
    .update(operator?.exportConfig() ?? '')
    .digest('hex');
}
