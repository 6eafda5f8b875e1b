import {
  parseEnvironmentRef,
  readEnvironment,
  type EnvironmentRef,
  type EnvironmentWish,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import type { V1Namespace } from '@kubernetes/client-node';
import { namespaceKind } from '../domain/kinds/namespace';
import type { Settings } from '../domain/settings/settings';
import type { EnvironmentResource } from './resource';

/** Milliseconds: a policy must not wait for a cluster that hangs. */
const TIMEOUT = 3_000;

interface ResourcesOptions {
  clusters: FairwayClusters;
  settings: Settings;
}

/** Loads what rules ask about, with the portal's own credentials. */
export class EnvironmentResources {
  private constructor(private readonly options: ResourcesOptions) {}

  static create(options: ResourcesOptions): EnvironmentResources {
    return new EnvironmentResources(options);
  }

  /**
   * In the order of the references; undefined for those that mean nothing, or
   * that a cluster does not tell of, for which the framework answers no.
   */
  async load(
    resourceRefs: string[],
  ): Promise<Array<EnvironmentResource | undefined>> {
    return Promise.all(
      resourceRefs.map(async text => {
        const ref = parseOrNothing(text);
        return ref && ('namespace' in ref ? this.read(ref) : ref);
      }),
    );
  }

  /** From the watch cache where somebody looks anyway, and that is most times. */
  private async read({
    cluster: name,
    namespace,
  }: EnvironmentRef): Promise<EnvironmentResource | undefined> {
    try {
      const cluster = await this.options.clusters.get(name);
      const lease = await cluster.cache.open([namespaceKind], {
        timeout: TIMEOUT,
      });
      const cached = lease.reflector(namespaceKind).get('', namespace);
      lease.release();
      const metadata =
        cached ??
        (
          await cluster.reader.get<V1Namespace>(
            { type: namespaceKind.type, name: namespace },
            { timeout: TIMEOUT },
          )
        ).metadata;
      const reading = readEnvironment({ metadata }, this.options.settings);
      if (reading.outcome !== 'environment') {
        return undefined;
      }
      const { kind, tier, owner } = reading.environment;
      return { cluster: name, kind, tier, owner };
    } catch {
      return undefined;
    }
  }
}

function parseOrNothing(
  text: string,
): EnvironmentRef | EnvironmentWish | undefined {
  try {
    return parseEnvironmentRef(text);
  } catch {
    return undefined;
  }
}
