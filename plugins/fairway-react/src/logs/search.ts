import type { LogEntry } from './logState';

/** A piece of a line, and whether it is what was searched for. */
export interface Piece {
  text: string;
  match: boolean;
}

/** Cuts a line at what was searched for; upper and lower case are the same. */
export function splitMatches(text: string, query: string): Piece[] {
  if (query === '') {
    return [{ text, match: false }];
  }
  const pieces: Piece[] = [];
  const lower = text.toLowerCase();
  const wanted = query.toLowerCase();
  let from = 0;
  for (
    let at = lower.indexOf(wanted);
    at >= 0;
    at = lower.indexOf(wanted, from)
  ) {
    if (at > from) {
      pieces.push({ text: text.slice(from, at), match: false });
    }
    from = at + wanted.length;
    pieces.push({ text: text.slice(at, from), match: true });
  }
  if (from < text.length) {
    pieces.push({ text: text.slice(from), match: false });
  }
  return pieces;
}

/** Ids of the lines that hold what was searched for. */
export function matchingIds(entries: LogEntry[], query: string): number[] {
  if (query === '') {
    return [];
  }
  const wanted = query.toLowerCase();
  return entries
    .filter(
      entry =>
        entry.type === 'line' && entry.text.toLowerCase().includes(wanted),
    )
    .map(({ id }) => id);
}

/** The match after or before the current one, around the ends. */
export function stepMatch(
  ids: number[],
  current: number | undefined,
  step: 1 | -1,
): number | undefined {
  if (ids.length === 0) {
    return undefined;
  }
  const at = current === undefined ? -1 : ids.indexOf(current);
  if (at < 0) {
    return step === 1 ? ids[0] : ids[ids.length - 1];
  }
  return ids[(at + step + ids.length) % ids.length];
}
