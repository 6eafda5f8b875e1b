import type { CapacityFilter } from '@fairway-idp/backstage-plugin-fairway-common';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * How samples grow coarser: those of a level are joined into the next when they
 * are older than it keeps them. In seconds.
 */
export const LEVELS = [
  { resolution: MINUTE, keep: DAY },
  { resolution: 15 * MINUTE, keep: 31 * DAY },
  { resolution: 6 * HOUR, keep: 366 * DAY },
] as const;

/** Seconds that each range goes back, and between two samples of its answer. */
export const RANGES: Record<
  NonNullable<CapacityFilter['range']>,
  { seconds: number; resolution: number }
> = {
  '1h': { seconds: HOUR, resolution: MINUTE },
  '24h': { seconds: DAY, resolution: 15 * MINUTE },
  '7d': { seconds: 7 * DAY, resolution: HOUR },
  '30d': { seconds: 30 * DAY, resolution: 6 * HOUR },
  '1y': { seconds: 366 * DAY, resolution: 2 * DAY },
};
