import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { GOLDEN_PATH_ENTITY_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import { ownersOf } from '@fairway-idp/backstage-plugin-fairway-node';
import type { GoldenPathComponentResource } from './resource';

/** Loads what rules ask about, with the portal's own credentials. */
export class ComponentResources {
  private constructor(
    private readonly options: { auth: AuthService; catalog: CatalogService },
  ) {}

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): ComponentResources {
    return new ComponentResources(options);
  }

  /**
   * In the order of the references; undefined for those that mean nothing, for
   * which the framework answers no.
   */
  async load(
    resourceRefs: string[],
  ): Promise<Array<GoldenPathComponentResource | undefined>> {
    const { auth, catalog } = this.options;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs: resourceRefs },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(
      (entity, i) =>
        entity && {
          entityRef: resourceRefs[i],
          owners: ownersOf(entity),
          template:
            entity.metadata.annotations?.[
              GOLDEN_PATH_ENTITY_ANNOTATIONS.template
            ] ?? '',
        },
    );
  }
}
