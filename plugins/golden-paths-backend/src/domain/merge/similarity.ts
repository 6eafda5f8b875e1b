import type { TreeFile, Unread } from './types';

/** From which share of equal text on Git takes a file for a renamed one. */
export const ALIKE = 0.5;

/** Files with less in common than this tell nothing: a licence line, an empty file. */
const LEAST_BYTES = 32;

/** Whoever has an editor change the ends of all lines has the same file. */
const END = /\r?\n/;

/** The share of two files that is equal, line by line, whatever the order. */
export function similarity(a: TreeFile, b: TreeFile): number {
  if (isSame(a, b)) {
    return 1;
  }
  if (typeof a.content !== 'string' || typeof b.content !== 'string') {
    return 0;
  }
  const common = commonLength(a.content, b.content);
  const all = a.content.length + b.content.length;
  return common < LEAST_BYTES ? 0 : (2 * common) / all;
}

/** Characters of the lines that both have, ends included. */
function commonLength(a: string, b: string): number {
  const counts = new Map<string, number>();
  for (const line of a.split(END)) {
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  let common = 0;
  for (const line of b.split(END)) {
    const left = counts.get(line) ?? 0;
    if (left > 0) {
      counts.set(line, left - 1);
      common += line.length + 1;
    }
  }
  return common;
}

/** Whether two files are the same, but for the mark of executables. */
export function isSame(a: TreeFile, b: TreeFile): boolean {
  const [one, other] = [a.content, b.content];
  if (isUnread(one) || isUnread(other)) {
    return isUnread(one) && isUnread(other) && one.id === other.id;
  }
  if (typeof one === 'string' || typeof other === 'string') {
    return one === other;
  }
  return (
    one.length === other.length && one.every((byte, i) => byte === other[i])
  );
}

/** Whether two files are marked alike, as far as that is known. */
export function isMarkedAlike(a: TreeFile, b: TreeFile): boolean {
  return (
    a.executable === undefined ||
    b.executable === undefined ||
    a.executable === b.executable
  );
}

/** Whether nobody knows what is in it. */
export function isUnread(content: TreeFile['content']): content is Unread {
  return typeof content !== 'string' && !(content instanceof Uint8Array);
}
