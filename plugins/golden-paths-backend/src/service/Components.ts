import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  GOLDEN_PATH_ENTITY_ANNOTATIONS,
  GOLDEN_PATH_RECORD_FILE,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ForgeError,
  ownersOf,
  type ForgeRepository,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { registeredAt } from '../domain/record/registeredAt';
import { readRecord, type GoldenPathRecord } from '../domain/record/readRecord';

/** A component's repository, as it is now. */
export interface RepositoryLook {
  forge: UpgradeForge;
  repository: ForgeRepository;
  /** SHA of the default branch. */
  head: string;
  record: GoldenPathRecord;
}

/** What the catalog says of a component that a golden path made. */
export interface MadeComponent {
  entityRef: string;
  /** Entity references. */
  owners: string[];
  title: string;
  template: string;
  version?: string;
}

/** Thrown where a component has no record: it came by no golden path. */
export class NoRecordError extends NotFoundError {}

/** Components of the catalog, and the repositories that they come from. */
export class Components {
  private constructor(
    private readonly options: {
      auth: AuthService;
      catalog: CatalogService;
      forges: ReadonlyMap<string, UpgradeForge>;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    catalog: CatalogService;
    forges: ReadonlyMap<string, UpgradeForge>;
  }): Components {
    return new Components(options);
  }

  /** @throws NotFoundError also where somebody may not see it */
  async entity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const { catalog } = this.options;
    const entity = await catalog.getEntityByRef(entityRef, { credentials });
    if (!entity) {
      throw new NotFoundError(`There is no ${entityRef} in the catalog`);
    }
    return entity;
  }

  /** All that say by which template they were made. */
  async made(): Promise<MadeComponent[]> {
    const { auth, catalog } = this.options;
    const { template, version } = GOLDEN_PATH_ENTITY_ANNOTATIONS;
    const { items } = await catalog.getEntities(
      {
        filter: { kind: 'Component' },
        fields: ['kind', 'metadata', 'relations'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.flatMap(entity => {
      const { annotations = {}, name, namespace, title } = entity.metadata;
      return annotations[template]
        ? [
            {
              entityRef: `component:${(
                namespace ?? 'default'
              ).toLowerCase()}/${name.toLowerCase()}`,
              owners: ownersOf(entity),
              title: title ?? name,
              template: annotations[template],
              version: annotations[version],
            },
          ]
        : [];
    });
  }

  /**
   * @throws NoRecordError, ForgeError, or InputError saying why the repository
   *   cannot be read
   */
  async look(entity: Entity, signal?: AbortSignal): Promise<RepositoryLook> {
    const { forge, name, isOn } = this.place(entity);
    const repository = await forge.getRepository(name, { signal });
    const { defaultBranch, fullName } = repository;
    if (!isOn(defaultBranch, forge.type)) {
      throw new NoRecordError(
        `The component was not registered from ${defaultBranch} of ${fullName}: only what is on it is upgraded`,
      );
    }
    const head = await forge.getBranch(repository, defaultBranch, { signal });
    if (head === undefined) {
      throw new NoRecordError(`${fullName} has no branch ${defaultBranch} yet`);
    }
    const text = await readRecordFile(forge, repository, head, signal);
    if (text === undefined) {
      throw new NoRecordError(
        `${fullName} has no ${GOLDEN_PATH_RECORD_FILE}: it came by no golden path`,
      );
    }
    return { forge, repository, head, record: readRecord(text) };
  }

  /** Where it comes from, whatever is in it. */
  async repository(
    entity: Entity,
  ): Promise<Pick<RepositoryLook, 'forge' | 'repository'>> {
    const { forge, name } = this.place(entity);
    return { forge, repository: await forge.getRepository(name) };
  }

  /** @throws NoRecordError if it is not registered from the repository it names */
  private place(entity: Entity) {
    const found = registeredAt(entity);
    if (!found.source) {
      throw new NoRecordError(found.why);
    }
    const { source, isOn } = found;
    const forge = this.options.forges.get(source.host);
    if (!forge) {
      throw new InputError(
        `The portal has no account for upgrades in ${source.host}: ask your platform team to connect it`,
      );
    }
    return { forge, name: source.repository, isOn };
  }
}

/** Undefined if there is none. */
export async function readRecordFile(
  forge: UpgradeForge,
  repository: ForgeRepository,
  commit: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    const [path] = GOLDEN_PATH_RECORD_FILE.split('/');
    const files = await forge.readFolder(repository, { commit, path, signal });
    return files.find(one => one.path === GOLDEN_PATH_RECORD_FILE)?.content;
  } catch (error) {
    if (error instanceof ForgeError && error.reason === 'not-found') {
      return undefined;
    }
    throw error;
  }
}
