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
  outcome: 'ready' | 'waiting' | 'failed' | 'no-image';
  /** Of `failed` and `no-image`: why, one line a workload. */
  reasons: string[];
  troubles: Troubles;
}

/** What a node says of an image that its registry does not have, or not for it. */
const NO_IMAGE = new Set(['ErrImagePull', 'ImagePullBackOff']);

/**
 * Ready when all are healthy; failed when one has been degraded for as long as
 * is patiently waited. A pod may crash once before its database answers. If
 * nothing but images keeps them from working, that is told apart.
 *
 * @param options.now - milliseconds
 * @param options.patience - milliseconds
 * @param options.imagePatience - milliseconds, where nothing but images is missing;
 *   default `patience`
 */
export function judgeWait(
  workloads: readonly WaitedFor[],
  options: {
    troubles: Troubles;
    now: number;
    patience: number;
    imagePatience?: number;
  },
): WaitVerdict {
  const { now } = options;
  const degraded = workloads.filter(
    ({ report }) => report.health === 'Degraded',
  );
  const troubles = Object.fromEntries(
    degraded.map(({ name }) => [name, options.troubles[name] ?? now]),
  );
  const [outcome, patience] = degraded.every(lacksImage)
    ? (['no-image', options.imagePatience ?? options.patience] as const)
    : (['failed', options.patience] as const);
  const failed = degraded.filter(
    ({ name }) => now - troubles[name] >= patience,
  );
  if (failed.length > 0) {
    return { outcome, reasons: failed.map(lineOf), troubles };
  }
  return {
    outcome: workloads.every(isDone) ? 'ready' : 'waiting',
    reasons: [],
    troubles,
  };
}

function lacksImage({ report }: WaitedFor): boolean {
  return NO_IMAGE.has(report.reason ?? '');
}

/** A suspended workload will not get any further by itself. */
function isDone({ report }: WaitedFor): boolean {
  return report.health === 'Healthy' || report.health === 'Suspended';
}

/** e.g. `Deployment 'web': 1 of 2 pods ready` */
export function lineOf({ name, report }: WaitedFor): string {
  return `${name}: ${report.message}`;
}
