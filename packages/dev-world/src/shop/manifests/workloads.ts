import {
  batchPodTemplate,
  labelsOf,
  podTemplate,
  selectorOf,
  type Identity,
  type Place,
  type PodShape,
} from './pod.ts';
import type { KubeObject, ManualRun, Workload } from './types.ts';

/** One step of a workload's history: why, and what it changed. */
export interface Change extends Partial<PodShape> {
  cause: string;
}

export interface WorkloadOptions extends Identity {
  namespace: string;
  /** Not for a DaemonSet. */
  replicas?: number;
  place?: Place;
  annotations?: Record<string, string>;
  stuckRollout?: boolean;
  /** Further fields of the spec; of the last generation only, if a function of it. */
  spec?: (generation: { last: boolean }) => Record<string, unknown>;
}

type Kind = 'Deployment' | 'StatefulSet' | 'DaemonSet';

export const deployment = (options: WorkloadOptions, history: History) =>
  workload('Deployment', options, history);
export const statefulSet = (options: WorkloadOptions, history: History) =>
  workload('StatefulSet', options, history);
export const daemonSet = (options: WorkloadOptions, history: History) =>
  workload('DaemonSet', options, history);

/** The first version of a pod, and what changed since. */
export type History = [PodShape & { cause: string }, ...Change[]];

function workload(
  kind: Kind,
  options: WorkloadOptions,
  history: History,
): Workload {
  const shapes = cumulate(history);
  return {
    generations: history.map(({ cause }, index) =>
      generation(kind, options, {
        cause,
        shape: shapes[index],
        last: index === history.length - 1,
      }),
    ),
    stuckRollout: options.stuckRollout,
    real: options.place === 'real',
  };
}

/** Each change applies to what the former one left; `env` is merged key by key. */
function cumulate([first, ...changes]: History): PodShape[] {
  return changes.reduce<PodShape[]>(
    (shapes, change) => {
      const before = shapes[shapes.length - 1];
      const env = { ...before.env, ...change.env };
      return [...shapes, { ...before, ...change, env }];
    },
    [first],
  );
}

function generation(
  kind: Kind,
  options: WorkloadOptions,
  { cause, shape, last }: { cause: string; shape: PodShape; last: boolean },
): KubeObject {
  const { name, namespace, replicas = 1, annotations, place, spec } = options;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name,
      namespace,
      labels: labelsOf(options),
      annotations: { ...annotations, 'kubernetes.io/change-cause': cause },
    },
    spec: {
      ...(kind === 'DaemonSet' ? {} : { replicas }),
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      // A rollout that hangs should be called so while somebody is watching.
      ...(kind === 'Deployment' ? { progressDeadlineSeconds: 60 } : {}),
      selector: { matchLabels: selectorOf(options) },
      template: podTemplate(options, shape, place),
      ...spec?.({ last }),
    },
  };
}

interface CronOptions extends Identity {
  namespace: string;
  schedule: string;
  suspend?: boolean;
}

export function cronJob(options: CronOptions, shape: PodShape): KubeObject {
  const { name, namespace, schedule, suspend = false } = options;
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace, labels: labelsOf(options) },
    spec: {
      schedule,
      timeZone: 'Etc/UTC',
      suspend,
      concurrencyPolicy: 'Forbid',
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
      jobTemplate: {
        metadata: { labels: labelsOf(options) },
        spec: {
          backoffLimit: 2,
          template: batchPodTemplate(options, shape),
        },
      },
    },
  };
}

/** What `kubectl create job --from=cronjob/…` makes, but for the owner's UID, which the seed adds. */
export function manualRun(cron: KubeObject, name: string): ManualRun {
  const { jobTemplate } = cron.spec as {
    jobTemplate: { metadata: object; spec: object };
  };
  return {
    cronJob: cron.metadata.name,
    job: {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        ...jobTemplate.metadata,
        name,
        namespace: cron.metadata.namespace,
        annotations: { 'cronjob.kubernetes.io/instantiate': 'manual' },
      },
      spec: jobTemplate.spec,
    },
  };
}
