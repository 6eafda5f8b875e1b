import { isUnseen, isUntold } from './seen.ts';
import type { Expected, Life, Path, Start, Year } from './types.ts';

const DAY = 86_400_000;

/** Days that each range goes back, and those of one of its periods. */
export const RANGES = {
  '30d': { days: 30, period: 3 },
  '90d': { days: 90, period: 9 },
  '365d': { days: 365, period: 36.5 },
} as const;

/** One of {@link RANGES}. */
export type Range = keyof typeof RANGES;

/** What the page must say of one path. Told from lives, by nothing of the portal's. */
export interface PathTruth {
  template: string;
  total: Expected;
  versions: Map<string, Expected>;
  failures: Map<string, number>;
  onLatest: number;
  drift?: number;
  periods: Array<{ runs: number; succeeded: number; secondsToReady?: number }>;
}

/** The truth of a path over a range. */
export function truthOf(year: Year, path: Path, range: Range): PathTruth {
  const { days, period } = RANGES[range];
  const starts = year.starts.filter(one => one.template === path.template);
  const lives = year.lives.filter(
    one => one.path === path && !isUnseen(year, one),
  );
  const within = (at: number) => age(year, at) > 0 && age(year, at) <= days;
  const current = starts.filter(one => within(one.at));
  const living = lives.filter(one => one.end === undefined);
  const versionOf = (life: Life) =>
    life.upgrades.at(-1)?.version ?? life.madeVersion;
  const order = path.versions.map(({ version }) => version);
  const distances = living.map(life => order.indexOf(versionOf(life)));
  const named = new Set([
    ...current.map(one => one.version),
    ...lives.flatMap(one => [one.madeVersion, versionOf(one)]),
  ]);
  return {
    template: path.template,
    total: expected(year, current, lives, days),
    versions: new Map(
      [...named].map(version => [
        version,
        {
          ...expected(
            year,
            current.filter(one => one.version === version),
            lives.filter(one => one.madeVersion === version),
            days,
          ),
          services: living.filter(one => versionOf(one) === version).length,
        },
      ]),
    ),
    failures: failuresOf(current),
    onLatest: distances.filter(one => one === 0).length,
    ...(distances.length > 0 && {
      drift: distances.reduce((a, b) => a + b, 0) / distances.length,
    }),
    periods: periodsOf(year, current, { days, period }),
  };
}

/** What is told apart is told apart by step, field and finding. */
export const failureKey = (one: {
  step: string;
  field?: string;
  finding: string;
}) => [one.step, one.field ?? '', one.finding].join(' | ');

function age({ end }: Year, at: number): number {
  return (end - at) / DAY;
}

function expected(
  year: Year,
  starts: readonly Start[],
  lives: readonly Life[],
  days: number,
): Expected {
  const count = (ended: Start['ended']) =>
    starts.filter(one => one.ended === ended).length;
  const succeeded = count('completed');
  const failed = count('failed');
  const waits = waitsOf(year, starts);
  return {
    runs: starts.length,
    ...{ succeeded, failed },
    cancelled: count('cancelled'),
    running: count('processing'),
    ...(succeeded + failed > 0 && {
      successRate: succeeded / (succeeded + failed),
    }),
    ...(waits.length > 0 && { secondsToReady: median(waits) }),
    ready: waits.length,
    alive30: reached(year, lives, { mark: 30, days }),
    alive90: reached(year, lives, { mark: 90, days }),
    services: lives.filter(({ end }) => end === undefined).length,
  };
}

function waitsOf(year: Year, starts: readonly Start[]): number[] {
  return starts.flatMap(({ service, at }) => {
    const life = service === undefined ? undefined : year.lives[service];
    return life?.ready === undefined || isUnseen(year, life)
      ? []
      : [(life.ready - at) / 1000];
  });
}

/**
 * Of those that came to that age within the range, and of which it can be told: how many
 * lived to see it.
 */
function reached(
  year: Year,
  lives: readonly Life[],
  { mark, days }: { mark: number; days: number },
): { of: number; alive: number } {
  let of = 0;
  let alive = 0;
  for (const life of lives) {
    const { ready, end } = life;
    if (ready !== undefined) {
      const since = age(year, ready) - mark;
      const isTold = !isUntold(year, life, ready + mark * DAY);
      if (since > 0 && since <= days && isTold) {
        of += 1;
        alive += end === undefined || end - ready > mark * DAY ? 1 : 0;
      }
    }
  }
  return { of, alive };
}

function failuresOf(starts: readonly Start[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { failure } of starts) {
    if (failure) {
      const key = failureKey(failure);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

function periodsOf(
  year: Year,
  starts: readonly Start[],
  { days, period }: { days: number; period: number },
): PathTruth['periods'] {
  const count = Math.ceil(days / period);
  const buckets: Start[][] = Array.from({ length: count }, () => []);
  for (const one of starts) {
    // One that began as a period did is of that period.
    buckets[count - Math.ceil(age(year, one.at) / period)].push(one);
  }
  return buckets.map(bucket => {
    const waits = waitsOf(year, bucket);
    return {
      runs: bucket.length,
      succeeded: bucket.filter(one => one.ended === 'completed').length,
      ...(waits.length > 0 && { secondsToReady: median(waits) }),
    };
  });
}

/** By counting how many are on either side, not by sorting all. */
function median(values: readonly number[]): number {
  const nth = (n: number) =>
    values.find(value => {
      const less = values.filter(one => one < value).length;
      const same = values.filter(one => one === value).length;
      return less <= n && n < less + same;
    })!;
  const { length } = values;
  return length % 2 === 1
    ? nth((length - 1) / 2)
    : (nth(length / 2 - 1) + nth(length / 2)) / 2;
}
