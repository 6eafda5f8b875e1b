import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  helpFrom,
  membershipOf,
  type Membership,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** An entity as far as its workloads go. */
export interface EntityScope {
  /** In its one spelling: lower case, with kind and namespace. */
  entityRef: string;
  entity: Entity;
  membership: Membership;
  /** A sentence for somebody that may not. */
  help: string;
}

/** Reads entities with the rights of whoever asks. */
export class Entities {
  private constructor(private readonly catalog: CatalogService) {}

  static create(options: { catalog: CatalogService }): Entities {
    return new Entities(options.catalog);
  }

  /**
   * @throws InputError if the reference or an annotation cannot be understood
   * @throws NotFoundError if there is no such entity, or not for this user
   */
  async scopeOf(
    text: string,
    credentials: BackstageCredentials,
  ): Promise<EntityScope> {
    const ref = parseRef(text);
    const entity = await this.catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${ref} that you may see in the catalog`,
      );
    }
    const entityRef = stringifyEntityRef(entity);
    return {
      entityRef,
      entity,
      membership: membershipOf(entity, entityRef),
      help: helpFrom(entity),
    };
  }
}

function parseRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `entityRef '${text}' is not an entity reference such as component:default/shop`,
    );
  }
}
