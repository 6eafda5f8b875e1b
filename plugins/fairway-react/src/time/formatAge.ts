const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** From which age on, in which two units it is told (kubectl's steps). */
const STEPS: ReadonlyArray<[number, number, string, number, string]> = [
  [8 * YEAR, YEAR, 'y', 0, ''],
  [2 * YEAR, YEAR, 'y', DAY, 'd'],
  [8 * DAY, DAY, 'd', 0, ''],
  [2 * DAY, DAY, 'd', HOUR, 'h'],
  [8 * HOUR, HOUR, 'h', 0, ''],
  [3 * HOUR, HOUR, 'h', MINUTE, 'm'],
  [10 * MINUTE, MINUTE, 'm', 0, ''],
  [2 * MINUTE, MINUTE, 'm', SECOND, 's'],
  [0, SECOND, 's', 0, ''],
];

/**
 * A span of time as kubectl tells ages: `45s`, `3m20s`, `14m`, `5h12m`, `2d4h`,
 * `30d`, `2y100d`. Clocks that disagree must not make an age negative.
 *
 * @public
 */
export function formatAge(ms: number): string {
  const age = Math.max(0, ms);
  const step = STEPS.find(([from]) => age >= from) ?? STEPS[STEPS.length - 1];
  const [, big, bigUnit, small, smallUnit] = step;
  const rest = small > 0 ? Math.floor((age % big) / small) : 0;
  return `${Math.floor(age / big)}${bigUnit}${
    rest > 0 ? rest + smallUnit : ''
  }`;
}

/** How long the told age stays true, so that a clock need not tick in vain. */
export function ageTickMs(ms: number): number {
  if (ms < 10 * MINUTE) {
    return SECOND;
  }
  return ms < DAY ? MINUTE : HOUR;
}
