import { posix } from 'node:path';
import type { AuthService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { GoldenPathVersion } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  misversionOf,
  versionOf,
  type TemplateFolders,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { SourceStore } from '../database/SourceStore';
import { parseChangelog } from '../domain/versions/changelog';
import {
  sourceDigest,
  type SourceFile,
  type TemplateSource,
} from '../domain/versions/source';

/** Milliseconds for which the files of a template that says the same are not read again. */
const TTL = 60_000;
const MOST_BYTES = 5_000_000;
const LOCATION = 'backstage.io/managed-by-location';
const CHANGELOG = 'fairway.dev/golden-path-changelog';

/** A template as it is now. */
export interface CurrentTemplate extends TemplateSource {
  title: string;
  /** Empty where the template tells none. */
  changelog: GoldenPathVersion[];
}

interface TemplatesOptions {
  auth: AuthService;
  catalog: CatalogService;
  folders: TemplateFolders;
  sources: SourceStore;
  now: () => Date;
}

/** Reads templates, and keeps what they were at each version. */
export class Templates {
  private readonly known = new Map<
    string,
    { at: number; spec: string; current: Promise<CurrentTemplate> }
  >();

  private constructor(private readonly options: TemplatesOptions) {}

  static create(options: TemplatesOptions): Templates {
    return new Templates(options);
  }

  /**
   * Entity references of those that record what they make, also where what is wrong
   * with their version has to be said.
   */
  async list(): Promise<string[]> {
    const { auth, catalog } = this.options;
    const { items } = await catalog.getEntities(
      { filter: { kind: 'Template' } },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items
      .filter(
        entity =>
          isTemplate(entity) &&
          (versionOf(entity) ?? misversionOf(entity)) !== undefined,
      )
      .map(stringifyEntityRef);
  }

  /**
   * @throws NotFoundError if it is gone, InputError if it is no golden path
   */
  async now(template: string): Promise<CurrentTemplate> {
    const { auth, catalog } = this.options;
    const entity = await catalog.getEntityByRef(template, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (!entity) {
      throw new NotFoundError(`There is no ${template} in the catalog`);
    }
    const time = this.options.now().getTime();
    const spec = JSON.stringify(entity.spec);
    const known = this.known.get(template);
    if (known && time - known.at < TTL && known.spec === spec) {
      return known.current;
    }
    const current = this.look(template, entity);
    this.known.set(template, { at: time, spec, current });
    current.catch(() => this.known.delete(template));
    return current;
  }

  /** All sources that it had under a version, the newest first. */
  then(template: string, version: string): AsyncIterable<TemplateSource> {
    return this.options.sources.of(template, version);
  }

  private async look(
    template: string,
    entity: Entity,
  ): Promise<CurrentTemplate> {
    const { sources, now } = this.options;
    const version = isTemplate(entity) ? versionOf(entity) : undefined;
    if (!isTemplate(entity) || version === undefined) {
      throw new InputError(
        `${template} does not record what it makes: ${
          (isTemplate(entity) && misversionOf(entity)) ||
          'it has no step fairway:golden-path:record with a version'
        }`,
      );
    }
    const files = await this.readFiles(entity);
    const { name, namespace, title } = entity.metadata;
    const { apiVersion, kind, spec } = entity;
    const source: TemplateSource = {
      ...{ template, version, files },
      digest: sourceDigest(spec, files),
      entity: { apiVersion, kind, spec, metadata: { name, namespace, title } },
    };
    await sources.keep(source, now());
    return {
      ...source,
      title: title ?? name,
      changelog: changelogOf(entity, files),
    };
  }

  /** All files of the folder that the template is in. */
  private async readFiles(entity: Entity): Promise<SourceFile[]> {
    const location = entity.metadata.annotations?.[LOCATION] ?? '';
    const { files: found } = await this.options.folders.read(location);
    const files = await Promise.all(
      found.map(async ({ path, content, executable }) => ({
        path,
        base64Content: (await content()).toString('base64'),
        ...(executable && { executable }),
      })),
    );
    const bytes = files.reduce((sum, one) => sum + one.base64Content.length, 0);
    if (bytes > (MOST_BYTES * 4) / 3) {
      throw new InputError(
        `The folder of ${stringifyEntityRef(
          entity,
        )} holds more than ${MOST_BYTES} bytes`,
      );
    }
    return files;
  }
}

function isTemplate(entity: Entity): entity is TemplateEntityV1beta3 {
  return (
    entity.apiVersion === 'scaffolder.backstage.io/v1beta3' &&
    Array.isArray(entity.spec?.steps)
  );
}

/** `NAME/changelog.yaml` beside the template, unless it names another file. */
function changelogOf(
  { metadata }: Entity,
  files: readonly SourceFile[],
): GoldenPathVersion[] {
  const named = metadata.annotations?.[CHANGELOG];
  const path = posix.normalize(named ?? `${metadata.name}/changelog.yaml`);
  const file = files.find(one => one.path === path);
  if (!file) {
    return [];
  }
  const text = Buffer.from(file.base64Content, 'base64').toString('utf8');
  return parseChangelog(text, path);
}
