import type { AuthService } from '@backstage/backend-plugin-api';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  CacheLease,
  UserCredentials,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { giversOf, needsOf, type Need } from '../domain/dependencies/neededBy';
import {
  resolveDependencies,
  type Resolution,
} from '../domain/dependencies/resolveDependencies';
import { namespaceKind, serviceKind } from '../domain/kinds/kinds';

/** A component, and what its relations lead to. */
export interface Component {
  ref: string;
  entity: Entity;
  needs: Need[];
  entities: ReadonlyMap<string, Entity>;
}

/** Reads components of the catalog as whoever asks may see them. */
export class Components {
  private constructor(
    private readonly options: { auth: AuthService; catalog: CatalogService },
  ) {}

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
  }): Components {
    return new Components(options);
  }

  /** @throws InputError for a text that is no reference, NotFoundError for one of nothing */
  async get(text: string, credentials: UserCredentials): Promise<Component> {
    const ref = fullRef(text);
    const entity = await this.options.catalog.getEntityByRef(ref, {
      credentials,
    });
    if (!entity) {
      throw new NotFoundError(
        `The catalog has no ${ref}, or you may not see it`,
      );
    }
    const entities = new Map([[ref, entity]]);
    const needs = needsOf(entity);
    await this.read(
      needs.map(({ entityRef }) => entityRef),
      {
        credentials,
        into: entities,
      },
    );
    const complete = needs.map(need => {
      const target = entities.get(need.entityRef);
      return { ...need, givers: target ? giversOf(target) : [] };
    });
    await this.read(
      complete.flatMap(({ givers }) => givers),
      {
        credentials,
        into: entities,
      },
    );
    return { ref, entity, needs: complete, entities };
  }

  /** Entity references of what these people own, e.g. for a team's list. */
  async ownedBy(
    owners: string[],
    credentials: UserCredentials,
  ): Promise<Set<string>> {
    const { items } = await this.options.catalog.getEntities(
      {
        filter: { kind: 'Component', 'relations.ownedBy': owners },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials },
    );
    return new Set(items.map(entity => stringifyEntityRef(entity)));
  }

  private async read(
    refs: string[],
    options: { credentials: UserCredentials; into: Map<string, Entity> },
  ): Promise<void> {
    const missing = [...new Set(refs)].filter(ref => !options.into.has(ref));
    if (missing.length === 0) {
      return;
    }
    const { items } = await this.options.catalog.getEntitiesByRefs(
      { entityRefs: missing },
      { credentials: options.credentials },
    );
    items.forEach((entity, i) => {
      if (entity) {
        options.into.set(missing[i], entity);
      }
    });
  }
}

/** What a component needs, resolved once for all that follows from it. */
export function resolveIn(
  { needs, entities }: Component,
  lease: CacheLease,
  place: { cluster: string; namespace: string },
): Resolution[] {
  const namespaces = lease.reflector(namespaceKind);
  return resolveDependencies(needs, entities, {
    ...place,
    services: lease.reflector(serviceKind).items(),
    labelsOf: namespace => namespaces.get('', namespace)?.labels,
  });
}

function fullRef(text: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(text));
  } catch {
    throw new InputError(
      `entityRef '${text}' is not an entity reference such as component:default/orders`,
    );
  }
}
