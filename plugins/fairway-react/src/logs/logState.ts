import type { LogMessage } from '@fairway-idp/backstage-plugin-fairway-common';

/** The most lines that a page keeps: a browser tab is no log store. @public */
export const MAX_LOG_LINES = 5000;

/** What stands in a log: lines, and marks where some are missing. @public */
export type LogEntry =
  | { id: number; type: 'line'; time: string; text: string }
  | { id: number; type: 'dropped'; count: number }
  | { id: number; type: 'gap' };

/** @public */
export interface LogState {
  entries: LogEntry[];
  /** How many came before the first entry and are kept no more. */
  trimmed: number;
  /** The container whose log it is. */
  container?: string;
  /** Why no more will come. */
  end?: string;
  /** After a reconnection: what is not newer is here already. */
  resumeAfter?: string;
  nextId: number;
}

/** @public */
export const emptyLog: LogState = { entries: [], trimmed: 0, nextId: 0 };

/**
 * Adds a message of the log stream. A stream that is opened again begins with
 * lines that are here already; they are told by their time and left out.
 *
 * @public
 */
export function foldLog(state: LogState, message: LogMessage): LogState {
  switch (message.type) {
    case 'start':
      return {
        ...state,
        container: message.container,
        end: undefined,
        resumeAfter: lastTime(state.entries),
      };
    case 'lines':
      return addLines(state, message.lines);
    case 'dropped':
      return append(state, [{ type: 'dropped', count: message.count }]);
    case 'end':
      return { ...state, end: message.message };
    default:
      return state;
  }
}

type NewEntry =
  | { type: 'line'; time: string; text: string }
  | { type: 'dropped'; count: number }
  | { type: 'gap' };

function addLines(
  state: LogState,
  lines: Array<{ time: string; text: string }>,
): LogState {
  const { resumeAfter } = state;
  const fresh = lines
    .filter(
      line => resumeAfter === undefined || isLater(line.time, resumeAfter),
    )
    .map(line => ({
      type: 'line' as const,
      time: line.time,
      text: withoutEscapes(line.text),
    }));
  if (fresh.length === 0) {
    return state;
  }
  // All of them new: what happened in between is further back than the tail.
  const gap = resumeAfter !== undefined && fresh.length === lines.length;
  const entries: NewEntry[] = gap ? [{ type: 'gap' }, ...fresh] : fresh;
  return append({ ...state, resumeAfter: undefined }, entries);
}

function append(state: LogState, added: NewEntry[]): LogState {
  const all = [
    ...state.entries,
    ...added.map((entry, i) => ({ ...entry, id: state.nextId + i })),
  ];
  const excess = Math.max(0, all.length - MAX_LOG_LINES);
  return {
    ...state,
    entries: excess > 0 ? all.slice(excess) : all,
    trimmed: state.trimmed + excess,
    nextId: state.nextId + added.length,
  };
}

function lastTime(entries: LogEntry[]): string | undefined {
  for (let i = entries.length - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (entry.type === 'line') {
      return entry.time;
    }
  }
  return undefined;
}

/**
 * Compares times of the API server, which leaves out zeros at the end of the
 * fraction, and has more digits than a Date.
 */
export function isLater(a: string, b: string): boolean {
  return sortable(a) > sortable(b);
}

function sortable(time: string): string {
  const [whole, fraction = ''] = time.replace(/Z$/, '').split('.');
  return `${whole}.${fraction.padEnd(9, '0')}`;
}

// eslint-disable-next-line no-control-regex
const ESCAPES = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** Colour codes of a terminal say nothing on a page. */
function withoutEscapes(text: string): string {
  return text.replace(ESCAPES, '');
}

/** The log as a text file. @public */
export function logText(entries: LogEntry[]): string {
  return entries
    .map(entry => {
      if (entry.type === 'line') {
        return `${entry.time} ${entry.text}\n`;
      }
      return entry.type === 'dropped'
        ? `--- ${entry.count} lines left out ---\n`
        : '--- some lines may be missing here ---\n';
    })
    .join('');
}
