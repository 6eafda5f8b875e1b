import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  isMember,
  membershipOf,
  ownersOf,
  type Membership,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Place } from '../domain/rules/place';
import type { Settings } from '../domain/settings/settings';
import type { Ownership } from '../domain/view/findingView';

/** Milliseconds for which the catalog is not asked again. */
const TTL = 60_000;
const ID = 'backstage.io/kubernetes-id';
const SELECTOR = 'backstage.io/kubernetes-label-selector';

interface Known {
  entityRef: string;
  owner: string | undefined;
  membership: Membership;
}

interface Index {
  byId: Map<string, Known[]>;
  selectors: Known[];
}

/** Whose an object is asked about. */
export interface Possession {
  cluster: string;
  namespace: string;
  place: Place;
  labels: Readonly<Record<string, string>>;
}

interface OwnersOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  settings: Pick<Settings, 'fallbackOwner'>;
  now: () => Date;
}

/**
 * Whose something is: the owner of its environment, else of the component that
 * claims it by the upstream Kubernetes annotations, else whoever stands in.
 */
export class Owners {
  private index: Promise<Index> | undefined;
  private readAt = -Infinity;

  private constructor(private readonly options: OwnersOptions) {}

  static create(options: OwnersOptions): Owners {
    return new Owners(options);
  }

  /** By the catalog of the last minute. */
  async open(): Promise<(what: Possession) => Ownership> {
    const index = await this.read();
    const { fallbackOwner } = this.options.settings;
    return what => ownershipOf(what, index, fallbackOwner);
  }

  private read(): Promise<Index> {
    const time = this.options.now().getTime();
    if (!this.index || time - this.readAt >= TTL) {
      const before = this.index;
      this.readAt = time;
      this.index = this.fetch().catch(async error => {
        this.options.logger.warn(
          `The catalog does not say whose workloads are: ${stringifyError(
            error,
          )}`,
        );
        return before ?? { byId: new Map(), selectors: [] };
      });
    }
    return this.index;
  }

  private async fetch(): Promise<Index> {
    const { auth, catalog } = this.options;
    const { items } = await catalog.getEntities(
      {
        filter: [ID, SELECTOR].map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: ['kind', 'metadata', 'relations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return indexOf(items);
  }
}

function indexOf(entities: readonly Entity[]): Index {
  const index: Index = { byId: new Map(), selectors: [] };
  for (const entity of entities) {
    const known = knownOf(entity);
    const [{ key, operator, values }] = known?.membership.requirements ?? [
      { key: '', operator: 'in', values: [] },
    ];
    if (!known) {
      continue;
    }
    if (key === ID && operator === 'in') {
      values.forEach(id =>
        index.byId.set(id, [...(index.byId.get(id) ?? []), known]),
      );
    } else {
      index.selectors.push(known);
    }
  }
  return index;
}

/** An annotation that cannot be understood claims nothing. */
function knownOf(entity: Entity): Known | undefined {
  try {
    const entityRef = stringifyEntityRef(entity);
    return {
      entityRef,
      owner: ownersOf(entity).at(0),
      membership: membershipOf(entity, entityRef),
    };
  } catch {
    return undefined;
  }
}

function ownershipOf(
  what: Possession,
  index: Index,
  fallbackOwner: string | undefined,
): Ownership {
  const component = [
    ...(index.byId.get(what.labels[ID] ?? '') ?? []),
    ...index.selectors,
  ].find(({ membership }) => isMember(membership, what));
  const claimed = component && { entity: component.entityRef };
  const { place } = what;
  if (place.is === 'environment') {
    const { owner, entity } = place.environment;
    return {
      owner,
      ownerFrom: 'environment',
      ...(entity ? { entity } : claimed),
    };
  }
  if (component?.owner) {
    return { owner: component.owner, ownerFrom: 'entity', ...claimed };
  }
  return fallbackOwner
    ? { owner: fallbackOwner, ownerFrom: 'fallback', ...claimed }
    : { owner: '', ownerFrom: 'nobody', ...claimed };
}
