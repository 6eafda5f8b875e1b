import { ALIKE, isSame, isUnread, similarity } from './similarity';
import type { Tree, TreeFile } from './types';

/** More pairs than these are not compared: a rename is then a deletion and a new file. */
const MOST_PAIRS = 40_000;

/**
 * Files that are called otherwise by now: those of `from` that are not in `to`, to
 * those new in `to` that are the same or mostly so. The most alike pair goes first;
 * no file is taken twice.
 */
export function findRenames(from: Tree, to: Tree): Map<string, string> {
  const gone = [...from.keys()].filter(path => !to.has(path));
  const fresh = [...to.keys()].filter(path => !from.has(path));
  const renames = new Map<string, string>();
  const taken = new Set<string>();
  for (const { old, now } of pairs({ from, to }, gone, fresh)) {
    if (!renames.has(old) && !taken.has(now)) {
      renames.set(old, now);
      taken.add(now);
    }
  }
  return renames;
}

const tellsNothing = (content: TreeFile['content']) =>
  isUnread(content) || content.length === 0;
const nameOf = (path: string) => path.split('/').at(-1);

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

interface Pair {
  old: string;
  now: string;
  score: number;
}

function pairs(
  trees: { from: Tree; to: Tree },
  gone: readonly string[],
  fresh: readonly string[],
): Pair[] {
  const onlySame = gone.length * fresh.length > MOST_PAIRS;
  return gone
    .flatMap(old =>
      fresh.map(now => {
        const [a, b] = [trees.from.get(old)!, trees.to.get(now)!];
        const score = onlySame ? Number(isSame(a, b)) : similarity(a, b);
        return { old, now, score: tellsNothing(a.content) ? 0 : score };
      }),
    )
    .filter(({ score }) => score >= ALIKE)
    .sort(
      (a, b) =>
        b.score - a.score ||
        // Of two that are alike the one that kept its name, then a fixed order.
        Number(nameOf(b.old) === nameOf(b.now)) -
          Number(nameOf(a.old) === nameOf(a.now)) ||
        compare(a.old, b.old) ||
        compare(a.now, b.now),
    );
}
