import { diffLines as diffTexts } from 'diff';

/** @public */
export type DiffLine =
  | { type: 'same'; text: string; before: number; after: number }
  | { type: 'removed'; text: string; before: number }
  | { type: 'added'; text: string; after: number };

/** A run of unchanged lines that is not shown. */
export interface Gap {
  type: 'gap';
  count: number;
}

/** Both texts, line by line, with the number of each line in either. @public */
export function diffLines(before: string, after: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let left = 0;
  let right = 0;
  for (const part of diffTexts(withEnd(before), withEnd(after))) {
    for (const text of part.value.replace(/\n$/, '').split('\n')) {
      if (part.removed) {
        lines.push({ type: 'removed', text, before: (left += 1) });
      } else if (part.added) {
        lines.push({ type: 'added', text, after: (right += 1) });
      } else {
        left += 1;
        right += 1;
        lines.push({ type: 'same', text, before: left, after: right });
      }
    }
  }
  return lines;
}

/** A missing newline at the end of a text is no difference to anybody. */
function withEnd(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}

/** @public */
export function hasChanges(lines: DiffLine[]): boolean {
  return lines.some(line => line.type !== 'same');
}

/** Leaves out unchanged lines that are further than `context` from a change. */
export function foldContext(
  lines: DiffLine[],
  context: number,
): Array<DiffLine | Gap> {
  const near = lines.map(() => false);
  lines.forEach((line, i) => {
    if (line.type !== 'same') {
      near.fill(true, Math.max(0, i - context), i + context + 1);
    }
  });
  const rows: Array<DiffLine | Gap> = [];
  lines.forEach((line, i) => {
    const last = rows[rows.length - 1];
    if (near[i]) {
      rows.push(line);
    } else if (last?.type === 'gap') {
      last.count += 1;
    } else {
      rows.push({ type: 'gap', count: 1 });
    }
  });
  return rows;
}

/** One row of the layout that has both texts side by side. */
export type SideRow =
  | Gap
  | { type: 'pair'; before?: DiffLine; after?: DiffLine };

/** Puts what was removed beside what was added in its place. */
export function sideBySide(rows: Array<DiffLine | Gap>): SideRow[] {
  const result: SideRow[] = [];
  let removed: DiffLine[] = [];
  let added: DiffLine[] = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i += 1) {
      result.push({ type: 'pair', before: removed[i], after: added[i] });
    }
    removed = [];
    added = [];
  };
  for (const row of rows) {
    if (row.type === 'removed') {
      removed.push(row);
    } else if (row.type === 'added') {
      added.push(row);
    } else {
      flush();
      result.push(
        row.type === 'gap' ? row : { type: 'pair', before: row, after: row },
      );
    }
  }
  flush();
  return result;
}
