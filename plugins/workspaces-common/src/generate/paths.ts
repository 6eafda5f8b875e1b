/** Paths of a repository, without slashes at their ends; the root is `''`. */

/** A path as it is written in a file of a folder: `.`, `k8s`, `../k8s`. */
export function relativePath(folder: string, path: string): string {
  const from = partsOf(folder);
  const to = partsOf(path);
  let same = 0;
  while (same < from.length && from[same] === to[same]) {
    same++;
  }
  return (
    [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.'
  );
}

/** The deepest folder that holds all of them. */
export function commonFolder(folders: readonly string[]): string {
  const [first = '', ...others] = folders;
  const parts = partsOf(first);
  const same = parts.findIndex((part, i) =>
    others.some(other => partsOf(other)[i] !== part),
  );
  return (same === -1 ? parts : parts.slice(0, same)).join('/');
}

export const parentFolder = (file: string) =>
  partsOf(file).slice(0, -1).join('/');

export const joinPath = (...parts: string[]) =>
  parts
    .flatMap(partsOf)
    .filter(part => part !== '.')
    .join('/');

function partsOf(path: string): string[] {
  return path.split('/').filter(Boolean);
}
