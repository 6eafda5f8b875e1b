import type { UrlReaderService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  trustedSourceOf,
  type InnerLoopInput,
  type InnerLoopView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Settings } from '../domain/settings/settings';
import type { Access } from './Access';
import type { Caller } from './Caller';
import type { Looks } from './Looks';

/** Milliseconds: files are better with what is there, and good without. */
const READ_TIMEOUT = 3_000;

/** What is there already, and where that was seen. */
export interface Existing {
  seenIn: InnerLoopView['seenIn'];
  /** By path from the root of the repository; undefined if nobody could read it. */
  files?: Record<string, string>;
}

interface ExistingFilesOptions {
  access: Access;
  looks: Looks;
  settings: Settings;
  urlReader: UrlReaderService;
}

/** Reads the files that generated ones would meet. */
export class ExistingFiles {
  private constructor(private readonly options: ExistingFilesOptions) {}

  static create(options: ExistingFilesOptions): ExistingFiles {
    return new ExistingFiles(options);
  }

  /** In the workspace, if it runs and the caller may look into it, else in the repository. */
  async of(
    paths: readonly string[],
    where: { entity: Entity; input: InnerLoopInput; caller: Caller },
  ): Promise<Existing> {
    if (paths.length === 0) {
      return { seenIn: 'nowhere', files: {} };
    }
    const inside = await this.inWorkspace(paths, where).catch(() => undefined);
    if (inside) {
      return { seenIn: 'workspace', files: inside };
    }
    const files = await this.inRepository(paths, where.entity);
    return files ? { seenIn: 'repository', files } : { seenIn: 'nowhere' };
  }

  private async inWorkspace(
    paths: readonly string[],
    { input, caller }: { input: InnerLoopInput; caller: Caller },
  ): Promise<Record<string, string> | undefined> {
    const { cluster, namespace, workspace } = input;
    if (!cluster || !namespace || !workspace) {
      return undefined;
    }
    const { access, looks } = this.options;
    const ref = { cluster, namespace, name: workspace };
    const admitted = await access.admit(ref, caller);
    return looks.files(admitted.cluster, admitted.facts, paths);
  }

  /** By the portal's own integrations; hosts that it does not know are not asked. */
  async inRepository(
    paths: readonly string[],
    entity: Entity,
  ): Promise<Record<string, string> | undefined> {
    try {
      const texts = await Promise.all(
        paths.map(async path => [path, await this.text(path, entity)] as const),
      );
      return Object.fromEntries(
        texts.flatMap(([path, text]) =>
          text === undefined ? [] : [[path, text]],
        ),
      );
    } catch {
      return undefined;
    }
  }

  /** @returns undefined if there is none; @throws Error if it cannot be read */
  private async text(
    path: string,
    entity: Entity,
  ): Promise<string | undefined> {
    const { trustedLocations } = this.options.settings;
    const { source } = trustedSourceOf(entity, trustedLocations);
    const location =
      entity.metadata.annotations?.['backstage.io/source-location'];
    const folder = source?.folder ? `${source.folder}/` : '';
    if (!source || !location || !path.startsWith(folder)) {
      throw new Error(`It is not known where ${path} is`);
    }
    const base = location.replace(/^url:/, '').replace(/\/*$/, '/');
    const rest = path
      .slice(folder.length)
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    try {
      const answer = await this.options.urlReader.readUrl(`${base}${rest}`, {
        signal: AbortSignal.timeout(READ_TIMEOUT),
      });
      return (await answer.buffer()).toString('utf8');
    } catch (error) {
      if ((error as Error).name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }
}
