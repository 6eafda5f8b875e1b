import {
  KubernetesApiError,
  type FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { namespaceKind } from '../../domain/kinds/namespace';
import { TYPES } from '../../domain/kinds/resourceTypes';
import { sightOf } from '../../domain/preview/plan/sightOf';
import type { Sight } from '../../domain/preview/plan/types';
import type { PreviewRecord } from '../../domain/preview/record/record';
import type { Settings } from '../../domain/settings/settings';

interface SightsOptions {
  clusters: FairwayClusters;
  settings: Settings;
}

/** Looks at namespaces of previews, past every cache. */
export class Sights {
  private constructor(private readonly options: SightsOptions) {}

  static create(options: SightsOptions): Sights {
    return new Sights(options);
  }

  /** Never throws: what cannot be seen is unknown, and only a 404 is absent. */
  async of({ cluster: name, ...record }: PreviewRecord): Promise<Sight> {
    try {
      const cluster = await this.options.clusters.get(name);
      const namespace = await cluster.operator.get<KubernetesObject>({
        type: TYPES.Namespace,
        name: record.name,
      });
      return sightOf(
        namespaceKind.project(namespace),
        record.key,
        this.options.settings,
      );
    } catch (error) {
      return isNotFound(error)
        ? { state: 'absent' }
        : { state: 'unknown', why: (error as Error).message };
    }
  }
}

/** By the API server's own word: a proxy before it says 404 of anything. */
function isNotFound(error: unknown): boolean {
  return (
    error instanceof KubernetesApiError &&
    error.statusCode === 404 &&
    error.reason === 'NotFound'
  );
}
