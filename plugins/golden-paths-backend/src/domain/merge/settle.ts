import { diffIndices } from 'node-diff3';

/** Lines of a place that both changed, as each side has them. */
export interface Region {
  repository: readonly string[];
  base: readonly string[];
  template: readonly string[];
}

/** What one side did to lines of the base. */
interface Hunk {
  /** Lines of the base: from, and up to but not including. */
  from: number;
  to: number;
  lines: string[];
}

/**
 * Decides a place that Git marks only because changes touch: no line of the base
 * was changed by both, and it is clear in which order the changes come. Undefined
 * where it is not.
 */
export function settle(region: Region): string[] | undefined {
  const base = [...region.base];
  const repository = hunksOf(base, region.repository);
  const template = hunksOf(base, region.template);
  const isClear = repository.every(a =>
    template.every(b => isEqual(a, b) || (isApart(a, b) && isOrdered(a, b))),
  );
  return isClear ? apply(base, [...repository, ...template]) : undefined;
}

function hunksOf(base: readonly string[], side: readonly string[]): Hunk[] {
  return diffIndices([...base], [...side]).map(
    ({ buffer1, buffer2Content }) => ({
      from: buffer1[0],
      to: buffer1[0] + buffer1[1],
      lines: buffer2Content,
    }),
  );
}

const isInsertion = ({ from, to }: Hunk) => from === to;
const isLineByLine = ({ from, to, lines }: Hunk) => to - from === lines.length;

function isEqual(a: Hunk, b: Hunk): boolean {
  return (
    a.from === b.from &&
    a.to === b.to &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, i) => line === b.lines[i])
  );
}

/** No line of the base is in both, and no insertion is within the other. */
function isApart(a: Hunk, b: Hunk): boolean {
  return a.to <= b.from || b.to <= a.from;
}

/**
 * Two insertions at one place may be in either order; so may an insertion and lines
 * beside it that became more or fewer.
 */
function isOrdered(a: Hunk, b: Hunk): boolean {
  const touch = a.to === b.from || b.to === a.from;
  if (!touch || (!isInsertion(a) && !isInsertion(b))) {
    return true;
  }
  return (
    isInsertion(a) !== isInsertion(b) && isLineByLine(isInsertion(a) ? b : a)
  );
}

function apply(base: readonly string[], hunks: readonly Hunk[]): string[] {
  const ordered = [...hunks].sort((a, b) => a.from - b.from || a.to - b.to);
  const out: string[] = [];
  let at = 0;
  let last: Hunk | undefined;
  for (const hunk of ordered) {
    // What both did is done once.
    if (!last || !isEqual(last, hunk)) {
      out.push(...base.slice(at, hunk.from), ...hunk.lines);
      at = hunk.to;
      last = hunk;
    }
  }
  return [...out, ...base.slice(at)];
}
