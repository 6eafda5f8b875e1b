import type {
  CapacityPool,
  CapacityResource,
  CapacitySample,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { CAPACITY_RESOURCES } from '@fairway-idp/backstage-plugin-fairway-common';
import type { CapacitySettings } from '../settings/settings';

const HOUR = 3_600_000;
/** Fewer points, or a shorter time, say nothing about a trend. */
const LEAST_POINTS = 6;
const LEAST_SPAN = HOUR;
/** Pairs grow with the square of the points. */
const MOST_POINTS = 120;

const METHOD =
  'The median of the slopes between all pairs of samples (Theil–Sen) of what is requested, from where it is now; nodes that an autoscaler would add are not counted';

type Warning = CapacityPool['warnings'][number];

/** What fills up, or is full: a warning before it is. Pure. */
export function forecast(
  pool: Pick<CapacityPool, CapacityResource>,
  samples: readonly CapacitySample[],
  options: Pick<CapacitySettings, 'fullShare' | 'warnAhead'> & { now: Date },
): Warning[] {
  return CAPACITY_RESOURCES.flatMap(resource =>
    warningOf(resource, pool, { samples, ...options }),
  );
}

function warningOf(
  resource: CapacityResource,
  pool: Pick<CapacityPool, CapacityResource>,
  options: Parameters<typeof forecast>[2] & {
    samples: readonly CapacitySample[];
  },
): Warning[] {
  const { allocatable, requested } = pool[resource];
  const { samples, fullShare, warnAhead, now } = options;
  if (!(allocatable > 0)) {
    return [];
  }
  const share = requested / allocatable;
  const percent = `${Math.round(share * 100)} %`;
  const base = { resource, share, method: METHOD };
  if (share >= 1) {
    return [
      {
        ...base,
        severity: 'high',
        message: `All ${resource} of it is requested (${percent})`,
      },
    ];
  }
  const fullAt = fullTime(resource, samples, { allocatable, requested, now });
  const isSoon =
    fullAt !== undefined && fullAt.getTime() - now.getTime() <= warnAhead;
  if (isSoon) {
    const at = fullAt.toISOString();
    return [
      {
        ...base,
        severity: 'high',
        fullAt: at,
        message: `${percent} of its ${resource} is requested; if it goes on so, all will be at ${at}`,
      },
    ];
  }
  return share >= fullShare
    ? [
        {
          ...base,
          severity: 'medium',
          message: `${percent} of its ${resource} is requested`,
        },
      ]
    : [];
}

/** When it will be full if it goes on so; undefined if it does not grow. */
function fullTime(
  resource: CapacityResource,
  samples: readonly CapacitySample[],
  now: { allocatable: number; requested: number; now: Date },
): Date | undefined {
  const points = thin(samples).map(sample => ({
    time: Date.parse(sample.at),
    value: sample[resource].requested,
  }));
  const span = (points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0);
  if (points.length < LEAST_POINTS || span < LEAST_SPAN) {
    return undefined;
  }
  const slope = medianSlope(points);
  if (!(slope > 0)) {
    return undefined;
  }
  const left = (now.allocatable - now.requested) / slope;
  const time = now.now.getTime() + left;
  return time < 8.64e15 ? new Date(time) : undefined;
}

/** Evenly fewer. */
function thin<T>(items: readonly T[]): readonly T[] {
  if (items.length <= MOST_POINTS) {
    return items;
  }
  const step = (items.length - 1) / (MOST_POINTS - 1);
  return Array.from(
    { length: MOST_POINTS },
    (_, i) => items[Math.round(i * step)],
  );
}

function medianSlope(points: ReadonlyArray<{ time: number; value: number }>) {
  const slopes: number[] = [];
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      const span = points[j].time - points[i].time;
      if (span > 0) {
        slopes.push((points[j].value - points[i].value) / span);
      }
    }
  }
  slopes.sort((a, b) => a - b);
  const middle = Math.floor(slopes.length / 2);
  return slopes.length % 2 === 1
    ? slopes[middle]
    : (slopes[middle - 1] + slopes[middle]) / 2;
}
