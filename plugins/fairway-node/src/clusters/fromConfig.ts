import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import { kubeConfigFromFile, kubeConfigOf, withToken } from './buildKubeConfig';
import type { ClusterDefinitions, FairwayClusterSettings } from './definitions';
import { readDefinitions } from './readDefinitions';
import type { ClusterDetails, ClusterSupplier } from './types';

const DEFAULT_SETTINGS: FairwayClusterSettings = { writeAs: 'user' };

/**
 * The default supplier: the clusters that the upstream Kubernetes plugin's
 * configuration names, and those of `fairway.clusters`. Read once, as
 * configuration is.
 *
 * @public
 */
export class ConfigClusterSupplier implements ClusterSupplier {
  private clusters: Promise<ClusterDetails[]> | undefined;

  private constructor(
    private readonly definitions: ClusterDefinitions,
    private readonly logger: LoggerService,
  ) {}

  /** @throws InputError naming the key that is wrong */
  static fromConfig(
    config: Config,
    options: { logger: LoggerService },
  ): ConfigClusterSupplier {
    return new ConfigClusterSupplier(readDefinitions(config), options.logger);
  }

  /** Clusters that cannot be used are left out, with a warning in the log. */
  getClusters(): Promise<ClusterDetails[]> {
    this.clusters ??= this.build();
    return this.clusters;
  }

  private async build(): Promise<ClusterDetails[]> {
    const { located, leftOut, settings } = this.definitions;
    leftOut.forEach(({ name, why }) => this.warn(name, why));
    const names = new Set(located.map(({ name }) => name));
    settings.forEach((_, name) => names.add(name));
    leftOut.forEach(({ name }) => names.delete(name));
    const clusters: ClusterDetails[] = [];
    for (const name of names) {
      try {
        clusters.push(await this.buildOne(name));
      } catch (error) {
        this.warn(name, stringifyError(error));
      }
    }
    return clusters;
  }

  private async buildOne(name: string): Promise<ClusterDetails> {
    const located = this.definitions.located.find(one => one.name === name);
    const { writeAs, actorToken, operatorToken, kubeconfig } =
      this.definitions.settings.get(name) ?? DEFAULT_SETTINGS;
    const reader = kubeconfig
      ? await kubeConfigFromFile(kubeconfig)
      : await kubeConfigOf(located!);
    const actor = actorToken ? await withToken(reader, actorToken) : reader;
    const operator = operatorToken && (await withToken(reader, operatorToken));
    return {
      name,
      title: located?.title,
      writeAs,
      reader,
      actor,
      ...(operator && { operator }),
    };
  }

  private warn(name: string, why: string): void {
    this.logger.warn(`Cluster '${name}' is left out: ${why}`);
  }
}
