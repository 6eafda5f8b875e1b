import type { Entity } from '@backstage/catalog-model';

/** Where an entity's source is. @public */
export interface Source {
  /** Of the Git forge, with its port if it has one. */
  host: string;
  /** e.g. `shop/storefront` */
  repository: string;
  /** To clone from: `https://git.example.com/shop/storefront`. */
  url: string;
  /**
   * Branch, tag or commit, if the location names one. A name with a slash in it
   * cannot be told from the folder after it: only its first part is taken.
   */
  revision?: string;
  /** Folder in the repository, without slashes at its ends; the root is `''`. */
  folder: string;
}

const LOCATIONS = ['backstage.io/source-location', 'backstage.io/view-url'];
/** What stands between a repository and what is in it, in URLs of forges. */
const MARKERS = ['src', 'blob', 'tree', 'raw', '-'];
/** What a forge says of a revision: Gitea's `src/branch/main`. */
const KINDS = ['branch', 'commit', 'tag'];

/** The repository that an entity comes from; undefined if it says none. @public */
export function sourceOf(entity: Entity): Source | undefined {
  const { annotations = {} } = entity.metadata;
  for (const key of LOCATIONS) {
    const source = readLocation(annotations[key]);
    if (source) {
      return source;
    }
  }
  return undefined;
}

function readLocation(text: string | undefined): Source | undefined {
  const url = parse((text ?? '').replace(/^url:/, ''));
  if (!url) {
    return undefined;
  }
  const segments = url.pathname.split('/').filter(Boolean).map(decode);
  const end = segments.findIndex(
    (segment, i) => i >= 2 && MARKERS.includes(segment),
  );
  const parts = end === -1 ? segments : segments.slice(0, end);
  const repository = parts.join('/').replace(/\.git$/, '');
  if (parts.length < 2) {
    return undefined;
  }
  return {
    host: url.host,
    repository,
    url: `${url.protocol}//${url.host}/${repository
      .split('/')
      .map(encodeURIComponent)
      .join('/')}`,
    ...within(end === -1 ? [] : segments.slice(end), url.pathname),
  };
}

/** Revision and folder, from all that follows the repository in a URL. */
function within(
  segments: readonly string[],
  pathname: string,
): Pick<Source, 'revision' | 'folder'> {
  const rest = segments[0] === '-' ? segments.slice(1) : segments;
  const [marker, ...after] = rest;
  const isKind = marker === 'src' && KINDS.includes(after[0]);
  const [revision, ...path] = isKind ? after.slice(1) : after;
  if (!revision) {
    return { folder: '' };
  }
  const isFile = marker !== 'tree' && !pathname.endsWith('/');
  return {
    revision,
    folder: (isFile ? path.slice(0, -1) : path).join('/'),
  };
}

function parse(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
