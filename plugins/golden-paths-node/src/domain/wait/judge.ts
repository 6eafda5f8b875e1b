import type { HealthReport } from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** How one workload is at a moment. */
export interface WaitedFor {
  /** e.g. `Deployment 'web'` */
  name: string;
  report: HealthReport;
}

/** What is remembered between two looks: since when each is in trouble. */
export type Troubles = Readonly<Record<string, number>>;

/** What something else may still bring: a pipeline, an operator, a person. */
export type Bringable = 'image' | 'secret';

/** What a look comes to. */
export interface WaitVerdict {
  outcome: 'ready' | 'waiting' | 'failed' | 'missing';
  /** Of `failed` and `missing`: why, one line a workload. */
  reasons: string[];
  /** Of `missing`: nothing else keeps them from being ready. */
  missing: Bringable[];
  troubles: Troubles;
}

/** What a node says of an image that its registry does not have, or not for it. */
const NO_IMAGE = new Set(['ErrImagePull', 'ImagePullBackOff']);

/**
 * In the kubelet's words, of a Secret and of a key in one.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/kubelet/kubelet_pods.go
 */
const NO_SECRET =
  /\bsecret "([^"]+)" not found|couldn't find key \S+ in Secret [^/\s]*\/(\S+)/;

/**
 * Ready when all are healthy; failed when one has been degraded for as long as
 * is patiently waited. A pod may crash once before its database answers. If
 * nothing but images and Secrets keeps them from working, that is told apart.
 *
 * @param options.now - milliseconds
 * @param options.patience - milliseconds
 * @param options.patienceFor - milliseconds, where nothing but that is missing;
 *   default `patience`
 */
export function judgeWait(
  workloads: readonly WaitedFor[],
  options: {
    troubles: Troubles;
    now: number;
    patience: number;
    patienceFor?: Readonly<Partial<Record<Bringable, number>>>;
  },
): WaitVerdict {
  const { now, patienceFor = {} } = options;
  const degraded = workloads.filter(
    ({ report }) => report.health === 'Degraded',
  );
  const troubles = Object.fromEntries(
    degraded.map(({ name }) => [name, options.troubles[name] ?? now]),
  );
  const lacks = degraded.map(({ report }) => lackOf(report));
  const missing = [...new Set(lacks.filter(one => one !== undefined))].sort();
  const isBringable = missing.length > 0 && !lacks.includes(undefined);
  const patience = isBringable
    ? Math.max(...missing.map(one => patienceFor[one] ?? options.patience))
    : options.patience;
  const failed = degraded.filter(
    ({ name }) => now - troubles[name] >= patience,
  );
  if (failed.length > 0) {
    return {
      outcome: isBringable ? 'missing' : 'failed',
      reasons: failed.map(lineOf),
      missing: isBringable ? missing : [],
      troubles,
    };
  }
  return {
    outcome: workloads.every(isDone) ? 'ready' : 'waiting',
    reasons: [],
    missing: [],
    troubles,
  };
}

function lackOf(report: HealthReport): Bringable | undefined {
  if (NO_IMAGE.has(report.reason ?? '')) {
    return 'image';
  }
  return secretOf(report) === undefined ? undefined : 'secret';
}

function secretOf({ reason, message }: HealthReport): string | undefined {
  if (reason !== 'CreateContainerConfigError') {
    return undefined;
  }
  const [, absent, incomplete] = NO_SECRET.exec(message) ?? [];
  return absent ?? incomplete;
}

/** Names of the Secrets for which workloads wait, each once. */
export function missingSecrets(workloads: readonly WaitedFor[]): string[] {
  const names = workloads.flatMap(({ report }) => secretOf(report) ?? []);
  return [...new Set(names)].sort();
}

/** A suspended workload will not get any further by itself. */
function isDone({ report }: WaitedFor): boolean {
  return report.health === 'Healthy' || report.health === 'Suspended';
}

/** e.g. `Deployment 'web': 1 of 2 pods ready` */
export function lineOf({ name, report }: WaitedFor): string {
  return `${name}: ${report.message}`;
}
