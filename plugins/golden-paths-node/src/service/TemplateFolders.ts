import {
  resolveSafeChildPath,
  type RootConfigService,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { isUrl } from '../domain/template/placesRead';

/** A file of a template. @public */
export interface TemplateFile {
  /** From the folder that was read. */
  path: string;
  content(): Promise<Buffer>;
  /** Left out where it is none. */
  executable?: true;
}

/** What is in a folder. @public */
export interface TemplateFolder {
  files: TemplateFile[];
  /** Of a forge, the commit; absent on a disk. */
  etag?: string;
}

/**
 * Reads the folders of templates, as the scaffolder's `fetch:` actions do: from
 * the disk, or by a URL with the portal's own account there.
 *
 * @public
 */
export class TemplateFolders {
  private constructor(
    private readonly urlReader: UrlReaderService,
    private readonly integrations: ScmIntegrations,
  ) {}

  static create(options: {
    urlReader: UrlReaderService;
    config: RootConfigService;
  }): TemplateFolders {
    return new TemplateFolders(
      options.urlReader,
      ScmIntegrations.fromConfig(options.config),
    );
  }

  /** @param location - of a file: a URL, or as the catalog writes it */
  async readText(location: string): Promise<string> {
    const at = addressOf(location);
    if (!isUrl(at)) {
      return readFile(at, 'utf8');
    }
    const answer = await this.urlReader.readUrl(at);
    return (await answer.buffer()).toString('utf8');
  }

  /**
   * @param base - file or folder (with a slash at its end) that the place is relative to
   * @param place - a folder, or a URL
   * @param options - `etag` of an earlier answer
   * @throws NotModifiedError if the etag is still that
   */
  async read(
    base: string,
    place = '.',
    options: { etag?: string } = {},
  ): Promise<TemplateFolder> {
    const at = isUrl(place) ? place : addressOf(base);
    if (!isUrl(at)) {
      const folder = at.endsWith('/') ? at : dirname(at);
      return { files: await readFolder(resolveSafeChildPath(folder, place)) };
    }
    const url = isUrl(place) ? place : this.resolve(at, place);
    const tree = await this.urlReader.readTree(url, options);
    // By way of a folder: only so is told which files are executable.
    const folder = await tree.dir();
    try {
      return { files: await inMemory(folder), etag: tree.etag };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private resolve(base: string, place: string): string {
    const url = place === '.' ? '.' : `${place}/`;
    return (
      this.integrations.byUrl(base)?.resolveUrl({ url, base }) ??
      new URL(url, base).href
    );
  }
}

/** `url:https://…`, `file:/…` and `file:///…` become a URL or a path. */
function addressOf(location: string): string {
  const path = /^file:(?:\/\/)?(\/.*)$/.exec(location)?.[1];
  const address = path ?? location.replace(/^url:/, '');
  if (path === undefined && !isUrl(address)) {
    throw new InputError(
      `'${location}' is no place that a template can be read from`,
    );
  }
  return address;
}

/** The bit of a file's mode by which Git calls it executable. */
const OWNER_RUNS = 0o100;

async function readFolder(folder: string): Promise<TemplateFile[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries.filter(entry => entry.isFile());
  return Promise.all(
    files.map(async entry => {
      const file = join(entry.parentPath, entry.name);
      const { mode } = await stat(file);
      return {
        path: relative(folder, file).split(sep).join('/'),
        content: () => readFile(file),
        ...((mode & OWNER_RUNS) !== 0 && { executable: true as const }),
      };
    }),
  );
}

/** The same, of a folder that will be gone. */
async function inMemory(folder: string): Promise<TemplateFile[]> {
  const files = await readFolder(folder);
  return Promise.all(
    files.map(async one => {
      const content = await one.content();
      return { ...one, content: async () => content };
    }),
  );
}
