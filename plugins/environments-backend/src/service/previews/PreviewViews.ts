import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { PreviewsView } from '@fairway-idp/backstage-plugin-fairway-common';
import { setUpOf } from '../../domain/preview/setUp/setUp';
import type { Viewers } from '../Viewers';
import type { Sink } from '../Views';

interface PreviewViewsOptions {
  catalog: CatalogService;
  viewers: Viewers;
}

/** Composes what people see of a component's previews. */
export class PreviewViews {
  private constructor(private readonly options: PreviewViewsOptions) {}

  static create(options: PreviewViewsOptions): PreviewViews {
    return new PreviewViews(options);
  }

  /** @throws NotFoundError if the viewer sees no such component */
  async list(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<PreviewsView> {
    const { catalog, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: user,
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} that you may see`);
    }
    const { source: _, ...setUp } = setUpOf(entity, {
      hosts: [],
      hasCluster: false,
    });
    return { setUp, previews: [] };
  }

  async watch(
    entityRef: string,
    credentials: BackstageCredentials,
    sink: Sink<PreviewsView>,
  ): Promise<void> {
    await sink.send(await this.list(entityRef, credentials));
  }
}
