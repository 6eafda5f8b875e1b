import { isRunning, parseStat, startTimeOf } from './processes.ts';

describe('processes', () => {
  it('reads a stat line whose program name has blanks and brackets', () => {
    const rest = Array.from({ length: 30 }, (_, n) => `${n + 4}`).join(' ');
    expect(parseStat(`77 (a (b) c) S ${rest}`)).toEqual({
      state: 'S',
      ticks: '22',
    });
  });

  it('knows itself', () => {
    const startTime = startTimeOf(process.pid) ?? '';
    expect(isRunning({ pid: process.pid, startTime })).toBe(true);
  });

  it('does not take another process with the same number for the one it knew', () => {
    expect(isRunning({ pid: process.pid, startTime: '1@elsewhen' })).toBe(
      false,
    );
  });
});
