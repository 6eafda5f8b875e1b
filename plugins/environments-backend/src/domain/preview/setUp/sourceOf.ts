import type { Entity } from '@backstage/catalog-model';

/** Where an entity's source is. */
export interface Source {
  /** Of the Git forge, with its port if it has one. */
  host: string;
  /** e.g. `shop/storefront` */
  repository: string;
}

const LOCATIONS = ['backstage.io/source-location', 'backstage.io/view-url'];
/** What stands between a repository and what is in it, in URLs of forges. */
const MARKERS = ['src', 'blob', 'tree', 'raw', '-'];

/** The repository that an entity comes from; undefined if it says none. */
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
  return parts.length < 2 ? undefined : { host: url.host, repository };
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
