import type { MergedFile } from './mergeFile';
import type { Paired } from './pairUp';

/** A file with what becomes of it. */
export type Placed = Paired & MergedFile;

/**
 * Gives each file a name that no other has, nor has as a folder. What the repository
 * has goes first; of what the template has, what cannot be where it should is told.
 */
export function keepOne(all: readonly Placed[]): Placed[] {
  const isOwn = ({ file, was }: Placed) => file && was !== undefined;
  const { placed, names } = moved(all.filter(isOwn));
  return [
    ...placed,
    ...all
      .filter(one => !isOwn(one))
      // Where nothing is left of it, it needs no name.
      .map(one => (one.file ? added(one, names) : one)),
  ];
}

/** What cannot be where the template has it stays where it is. */
function moved(own: readonly Placed[]): { placed: Placed[]; names: Names } {
  let placed = [...own];
  for (;;) {
    const names = new Names();
    const isMove = ({ path, was }: Placed) => path !== was;
    placed.filter(one => !isMove(one)).forEach(({ path }) => names.take(path));
    const stuck = new Set(
      placed.filter(one => isMove(one) && !names.take(one.path)),
    );
    if (stuck.size === 0) {
      return { placed, names };
    }
    // What stays may be in the way of what could go else.
    placed = placed.map(one =>
      stuck.has(one) ? { ...one, path: one.was!, blocked: [one.path] } : one,
    );
  }
}

/** In a folder that was moved here, or else where the template has it, or nowhere. */
function added(one: Placed, names: Names): Placed {
  const { path, from } = one;
  if (names.take(path)) {
    return one;
  }
  const { file: _, ...rest } = one;
  return from !== undefined && names.take(from)
    ? { ...one, path: from, from: undefined, blocked: [path] }
    : { ...rest, blocked: [path] };
}

/** Names of files that are taken, and of the folders that they are in. */
class Names {
  private readonly files = new Set<string>();
  private readonly folders = new Set<string>();

  /** @returns whether it was free */
  take(path: string): boolean {
    const folders = above(path);
    const isFree =
      !this.files.has(path) &&
      !this.folders.has(path) &&
      !folders.some(folder => this.files.has(folder));
    if (isFree) {
      this.files.add(path);
      folders.forEach(folder => this.folders.add(folder));
    }
    return isFree;
  }
}

function above(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
