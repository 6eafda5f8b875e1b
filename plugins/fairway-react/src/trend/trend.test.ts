import { layOut, momentsOf, nearestMoment, valuesAt } from './trend';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-20T00:00:00Z');
const SIZE = { width: 600, height: 200 };

const requested = {
  key: 'requested',
  label: 'Requested',
  points: [
    { at: START, value: 4 },
    { at: START + HOUR },
    { at: START + 2 * HOUR, value: 8 },
    { at: START + 3 * HOUR, value: 6 },
  ],
};
const allocatable = {
  key: 'allocatable',
  label: 'Allocatable',
  points: [
    { at: START, value: 16 },
    { at: START + 3 * HOUR, value: 16 },
  ],
};

describe('layOut', () => {
  const layout = layOut([requested, allocatable], SIZE);

  it('begins at 0 and ends above the highest', () => {
    expect(layout?.amounts[0]).toEqual({ value: 0, at: 174 });
    expect(layout?.amounts.at(-1)?.value).toBeGreaterThanOrEqual(15);
    expect(layout?.plot).toEqual({
      left: 52,
      right: 584,
      top: 10,
      bottom: 174,
    });
  });

  it('leaves a gap where a value is unknown', () => {
    const [line] = layout?.paths ?? [];
    // A line of one point, then one that goes from the third to the fourth.
    expect(line.d.match(/M/g)).toHaveLength(2);
    expect(line.d.match(/L/g)).toHaveLength(1);
    expect(line.end).toEqual({ x: 584, y: expect.any(Number) });
  });

  it('has no half of what is counted', () => {
    const runs = {
      ...requested,
      points: [0, 1].map(one => ({ at: START + one * HOUR, value: one })),
    };
    const halves = {
      ...runs,
      points: runs.points.map(({ at, value }) => ({ at, value: value / 2 })),
    };
    const marks = (line: typeof runs) =>
      layOut([line], SIZE)?.amounts.map(({ value }) => value);
    expect(marks(runs)).toEqual([0, 1]);
    expect(marks(halves)?.length).toBeGreaterThan(2);
  });

  it('knows which moment stands where', () => {
    expect(layout?.xOf(START)).toBe(52);
    expect(layout?.timeAt(584)).toBe(START + 3 * HOUR);
    expect(layout?.times.length).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['no line', []],
    ['nothing known', [{ ...requested, points: [{ at: START }] }]],
    ['one moment only', [{ ...requested, points: [requested.points[0]] }]],
  ])('draws nothing of %s', (_, lines) => {
    expect(layOut(lines, SIZE)).toBeUndefined();
  });
});

it('finds the nearest moment and what is known of it', () => {
  const at = nearestMoment([requested], START + 1.6 * HOUR);
  expect(at).toBe(START + 2 * HOUR);
  expect(valuesAt([requested, allocatable], START + 2 * HOUR)).toEqual([
    { key: 'requested', value: 8 },
    { key: 'allocatable', value: undefined },
  ]);
  expect(nearestMoment([], START)).toBeUndefined();
});

it('lists all moments once, the latest first', () => {
  expect(momentsOf([requested, allocatable])).toEqual(
    [3, 2, 1, 0].map(hours => START + hours * HOUR),
  );
});
