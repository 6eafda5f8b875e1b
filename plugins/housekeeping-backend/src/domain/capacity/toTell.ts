import type {
  CapacityPool,
  CapacityResource,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** A pool that is full, or will be soon. */
export type PoolWarning = CapacityPool['warnings'][number] & { pool: string };

/** What somebody was told of, and when (RFC 3339). */
export interface Told {
  pool: string;
  resource: CapacityResource;
  severity: PoolWarning['severity'];
  at: string;
}

/** Milliseconds for which a pool that is on the brink is not told of again. */
const REST = 24 * 3_600_000;

/**
 * What is to be told now: each thing once, and again when it gets worse. What is
 * over is forgotten after a day, so that the same may be told of anew. Pure.
 */
export function toTell(
  warnings: readonly PoolWarning[],
  told: readonly Told[],
  now: Date,
): { tell: PoolWarning[]; forget: Told[] } {
  const same = (
    a: Pick<Told, 'pool' | 'resource'>,
    b: Pick<Told, 'pool' | 'resource'>,
  ) => a.pool === b.pool && a.resource === b.resource;
  return {
    tell: warnings.filter(warning => {
      const before = told.find(one => same(one, warning));
      return (
        !before || (before.severity === 'medium' && warning.severity === 'high')
      );
    }),
    forget: told.filter(
      one =>
        !warnings.some(warning => same(one, warning)) &&
        now.getTime() - Date.parse(one.at) >= REST,
    ),
  };
}
