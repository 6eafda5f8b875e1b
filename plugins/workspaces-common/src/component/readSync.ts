import type { SyncPath } from './facts';
import type { DockerfileFacts } from './readDockerfile';
import { readPath } from './values';

/** Where a component is, for the paths of its Dockerfile. */
interface Place {
  folder: string;
  buildContext: string;
  /** Paths of the repository's files, if known. */
  files?: readonly string[];
}

/**
 * The folders that an image is made of: what `COPY` brings in from the component's
 * folder is what can be brought in anew while the container runs.
 */
export function syncOf(
  { copies }: Pick<DockerfileFacts, 'copies'>,
  place: Place,
): SyncPath[] {
  const found = copies.flatMap(({ from, to }) =>
    from.flatMap(source => {
      const path = readPath(source);
      const within = path === undefined ? undefined : withinFolder(path, place);
      // `COPY src dest` copies what is in `src`, and never `src` itself.
      return within === undefined || to === '/' || isFile(path!, source, place)
        ? []
        : [{ from: within || '.', to }];
    }),
  );
  // What is in a folder that is synchronised already needs no line of its own.
  return found.filter(
    (one, i) => !found.some((other, j) => i !== j && covers(other, one, i - j)),
  );
}

function covers(wide: SyncPath, narrow: SyncPath, order: number): boolean {
  if (wide.from === narrow.from && wide.to === narrow.to) {
    return order > 0;
  }
  const from = wide.from === '.' ? '' : `${wide.from}/`;
  return (
    narrow.from !== '.' &&
    narrow.from.startsWith(from) &&
    narrow.to === `${wide.to}/${narrow.from.slice(from.length)}`
  );
}

/** A path of the build context, seen from the component's folder. */
function withinFolder(path: string, place: Place): string | undefined {
  const full = [place.buildContext, path].filter(Boolean).join('/');
  if (full === place.folder || place.folder === '') {
    return full === place.folder ? '' : full;
  }
  return full.startsWith(`${place.folder}/`)
    ? full.slice(place.folder.length + 1)
    : undefined;
}

/** Without a list of files, what has an ending is one. */
function isFile(path: string, written: string, place: Place): boolean {
  if (written.endsWith('/') || path === '') {
    return false;
  }
  const full = [place.buildContext, path].filter(Boolean).join('/');
  return place.files
    ? !place.files.some(file => file.startsWith(`${full}/`))
    : /[.*][^/]*$/.test(path);
}
