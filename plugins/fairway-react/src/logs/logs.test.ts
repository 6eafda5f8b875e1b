import {
  emptyLog,
  foldLog,
  isLater,
  LogState,
  logText,
  MAX_LOG_LINES,
} from './logState';
import { matchingIds, splitMatches, stepMatch } from './search';

const line = (second: number, text = `line ${second}`) => ({
  time: `2026-11-01T10:00:${String(second).padStart(2, '0')}Z`,
  text,
});
const lines = (...all: ReturnType<typeof line>[]) =>
  ({ type: 'lines', lines: all } as const);
const start = { type: 'start', container: 'app' } as const;
const texts = (state: LogState) =>
  state.entries.map(entry => (entry.type === 'line' ? entry.text : entry.type));

describe('foldLog', () => {
  it('keeps lines and marks in order', () => {
    const state = [
      start,
      lines(line(1), line(2)),
      { type: 'dropped', count: 7 } as const,
      lines(line(3)),
      { type: 'end', message: 'the container ended' } as const,
    ].reduce(foldLog, emptyLog);
    expect(state).toMatchObject({
      container: 'app',
      end: 'the container ended',
    });
    expect(texts(state)).toEqual(['line 1', 'line 2', 'dropped', 'line 3']);
    expect(logText(state.entries)).toContain('--- 7 lines left out ---\n');
  });

  it('leaves out what came before a reconnection', () => {
    const state = [
      start,
      lines(line(1), line(2)),
      start,
      lines(line(1), line(2), line(3)),
      lines(line(4)),
    ].reduce(foldLog, emptyLog);
    expect(texts(state)).toEqual(['line 1', 'line 2', 'line 3', 'line 4']);
  });

  it('marks a gap when a reconnection begins after what is here', () => {
    const state = [start, lines(line(1)), start, lines(line(9))].reduce(
      foldLog,
      emptyLog,
    );
    expect(texts(state)).toEqual(['line 1', 'gap', 'line 9']);
  });

  it('keeps a bounded number of lines, each with its own id', () => {
    const many = Array.from({ length: MAX_LOG_LINES }, (_, i) =>
      line(1, `${i}`),
    );
    const state = foldLog(
      foldLog(emptyLog, { type: 'lines', lines: many }),
      lines(line(2), line(3)),
    );
    expect(state.entries).toHaveLength(MAX_LOG_LINES);
    expect(state.trimmed).toBe(2);
    expect(state.entries[0]).toMatchObject({ id: 2, text: '2' });
  });

  it('leaves out colour codes', () => {
    const state = foldLog(emptyLog, lines(line(1, '\u001b[31mred\u001b[0m')));
    expect(texts(state)).toEqual(['red']);
  });
});

describe('isLater', () => {
  it.each([
    ['10:00:00.1Z', '10:00:00.15Z', false],
    ['10:00:00.15Z', '10:00:00.1Z', true],
    ['10:00:00.000000001Z', '10:00:00Z', true],
    ['10:00:00Z', '10:00:00Z', false],
  ])('%s after %s: %s', (a, b, later) => expect(isLater(a, b)).toBe(later));
});

describe('search', () => {
  it('cuts a line at its matches', () => {
    expect(splitMatches('GET /get', 'get')).toEqual([
      { text: 'GET', match: true },
      { text: ' /', match: false },
      { text: 'get', match: true },
    ]);
    expect(splitMatches('GET', '')).toEqual([{ text: 'GET', match: false }]);
  });

  it('steps through the matching lines, around the ends', () => {
    const { entries } = foldLog(
      emptyLog,
      lines(line(1, 'get'), line(2, 'put'), line(3, 'GET')),
    );
    const ids = matchingIds(entries, 'get');
    expect(ids).toEqual([0, 2]);
    expect(stepMatch(ids, undefined, 1)).toBe(0);
    expect(stepMatch(ids, 2, 1)).toBe(0);
    expect(stepMatch(ids, 0, -1)).toBe(2);
    expect(stepMatch([], 0, 1)).toBeUndefined();
  });
});
