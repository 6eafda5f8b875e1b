import type { HealthReport } from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** How one workload is at a moment. */
export interface WaitedFor {
  /** e.g. `Deployment 'web'` */
  name: string;
  report: HealthReport;
}

/** What is remembered between two looks: since when each is in trouble. */
export type Troubles = Readonly<Record<string, number>>;

/** What a look comes to. */
export interface WaitVerdict {
  outcome: 'ready' | 'waiting' | 'failed';
  /** Of `failed`: why, one line a workload. */
  reasons: string[];
  troubles: Troubles;
}

/**
 * Ready when all are healthy; failed when one has been degraded for as long as
 * is patiently waited. A pod may crash once before its database answers.
 *
 * @param options.now - milliseconds
 * @param options.patience - milliseconds
 */
export function judgeWait(
  workloads: readonly WaitedFor[],
  options: { troubles: Troubles; now: number; patience: number },
): WaitVerdict {
  const { now, patience } = options;
  const degraded = workloads.filter(
    ({ report }) => report.health === 'Degraded',
  );
  const troubles = Object.fromEntries(
    degraded.map(({ name }) => [name, options.troubles[name] ?? now]),
  );
  const failed = degraded.filter(
    ({ name }) => now - troubles[name] >= patience,
  );
  if (failed.length > 0) {
    return { outcome: 'failed', reasons: failed.map(lineOf), troubles };
  }
  return {
    outcome: workloads.every(isDone) ? 'ready' : 'waiting',
    reasons: [],
    troubles,
  };
}

/** A suspended workload will not get any further by itself. */
function isDone({ report }: WaitedFor): boolean {
  return report.health === 'Healthy' || report.health === 'Suspended';
}

/** e.g. `Deployment 'web': 1 of 2 pods ready` */
export function lineOf({ name, report }: WaitedFor): string {
  return `${name}: ${report.message}`;
}
