import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { PREVIEW_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import type { ForgeRepository } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  groupComponents,
  type PreviewSource,
} from '../../domain/preview/setUp/source';
import type { Forges } from './Forges';
import type { Settings } from '../../domain/settings/settings';
import type { GuardedForge } from './GuardedForge';

/** Milliseconds for which an answer of the catalog is good enough. */
const KEEP_CATALOG = 15_000;
/** Milliseconds; a repository that is renamed is found again after them. */
const KEEP_REPOSITORY = 5 * 60_000;

interface PreviewSourcesOptions {
  auth: AuthService;
  catalog: CatalogService;
  forges: Forges;
  logger: LoggerService;
  settings: Settings;
  now: () => Date;
}

/** A repository of the catalog that its forge does not show. */
export interface UnreadSource {
  host: string;
  repository: string;
  problem: string;
}

/** Which repositories get previews, by the catalog. */
export class PreviewSources {
  private sources: PreviewSource[] = [];
  private unread: UnreadSource[] = [];
  private readAt = -Infinity;
  private reading?: Promise<void>;
  private readonly repositories = new Map<
    string,
    { repository: ForgeRepository; until: number }
  >();

  private constructor(private readonly options: PreviewSourcesOptions) {}

  static create(options: PreviewSourcesOptions): PreviewSources {
    return new PreviewSources(options);
  }

  /** As the catalog was asked last; see {@link refresh}. */
  get all(): readonly PreviewSource[] {
    return this.sources;
  }

  /** Those that the catalog names and their forge does not show now. */
  get problems(): readonly UnreadSource[] {
    return this.unread;
  }

  find(host: string, repositoryId: string): PreviewSource | undefined {
    return this.sources.find(
      one => one.host === host && one.repository.id === repositoryId,
    );
  }

  /** By the name that the catalog has for it. */
  called(host: string, fullName: string): PreviewSource | undefined {
    return this.sources.find(
      one => one.host === host && one.calledInCatalog === fullName,
    );
  }

  /**
   * Asks the catalog, if its last answer is not quite new; keeps that if it
   * fails. Waits only if there is no answer yet, or if it is told to.
   */
  async refresh(options: { wait?: boolean } = {}): Promise<void> {
    if (this.options.now().getTime() < this.readAt + KEEP_CATALOG) {
      return;
    }
    this.reading ??= this.read();
    if (options.wait || this.readAt === -Infinity) {
      await this.reading;
    }
  }

  /**
   * A repository as its forge knows it, also one that the catalog names no more.
   *
   * @throws ForgeError
   */
  async repository(
    forge: GuardedForge,
    fullName: string,
  ): Promise<ForgeRepository> {
    const key = `${forge.host} ${fullName}`;
    const now = this.options.now().getTime();
    const known = this.repositories.get(key);
    if (known && now < known.until) {
      return known.repository;
    }
    const repository = await forge.getRepository(fullName);
    this.repositories.set(key, { repository, until: now + KEEP_REPOSITORY });
    return repository;
  }

  /** Never rejects. */
  private async read(): Promise<void> {
    const { logger, now } = this.options;
    try {
      await this.readCatalog();
      this.readAt = now().getTime();
    } catch (error) {
      logger.warn(
        `The catalog does not say which components want previews: ${
          (error as Error).message
        }`,
      );
    } finally {
      this.reading = undefined;
    }
  }

  private async readCatalog(): Promise<void> {
    const { auth, catalog } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const { items } = await catalog.getEntities(
      {
        filter: {
          kind: 'Component',
          [`metadata.annotations.${PREVIEW_ANNOTATIONS.path}`]:
            CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata', 'spec.owner'],
      },
      { credentials },
    );
    const groups = groupComponents(
      items,
      this.options.settings.trustedLocations,
    );
    const found = await Promise.all(groups.map(group => this.resolve(group)));
    this.sources = found.flatMap(one => ('problem' in one ? [] : [one]));
    this.unread = found.flatMap(one => ('problem' in one ? [one] : []));
  }

  private async resolve({
    host,
    repository: fullName,
    components,
  }: ReturnType<typeof groupComponents>[0]): Promise<
    PreviewSource | UnreadSource
  > {
    const forge = this.options.forges.get(host);
    if (!forge) {
      return {
        host,
        repository: fullName,
        problem: `No forge is configured for ${host}`,
      };
    }
    try {
      const repository = await this.repository(forge, fullName);
      return { host, calledInCatalog: fullName, repository, components };
    } catch (error) {
      // What was known of it still holds: a forge that is away changes nothing.
      const before = this.called(host, fullName);
      const { message } = error as Error;
      return before
        ? { ...before, components }
        : { host, repository: fullName, problem: message };
    }
  }
}
