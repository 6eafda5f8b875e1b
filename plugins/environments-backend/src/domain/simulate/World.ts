import type { Environment } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  ENVIRONMENT_ANNOTATIONS as A,
  environmentMetadata,
  environmentName,
  readEnvironment,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { DeliveredWarning } from '@fairway-idp/backstage-plugin-fairway-node';
import { MARK } from '../sleep/mark';
import type { Observed, Op } from '../plan/types';
import type { NamespaceFacts } from '../kinds/namespace';
import type { CronJobFacts, ScalableFacts } from '../kinds/workloads';

const INSTANCE = 'simulated';
const OWNER = 'user:default/alice';

/** A workload, and what its people expect of it when it is awake. */
export interface SimulatedWorkload {
  facts: ScalableFacts | CronJobFacts;
  /** Replica counts that would be right. */
  right: Set<number>;
}

/** A namespace of the simulated cluster, with all that is in it. */
export interface SimulatedEnvironment {
  namespace: NamespaceFacts;
  guardRails: Set<string>;
  workloads: Map<string, SimulatedWorkload>;
  /** Since this time nobody renewed it. */
  renewedAt: number;
}

/**
 * As much of a cluster as the planner can notice: objects with UIDs and
 * resource versions, and writes that are refused when either differs.
 */
export class World {
  readonly environments = new Map<string, SimulatedEnvironment>();
  readonly warnings: DeliveredWarning[] = [];
  private counter = 0;

  create(options: { title: string; expiresAt: string; now: number }): void {
    const { title, expiresAt, now } = options;
    const key = {
      kind: 'sandbox' as const,
      instance: INSTANCE,
      owner: OWNER,
      title,
    };
    const name = environmentName(key);
    const environment: Environment = {
      ...key,
      name,
      createdBy: OWNER,
      tier: 's',
      expiresAt,
      schedule: {
        windows: [{ from: 'Mon', to: 'Fri', start: 480, end: 1080 }],
        zone: 'Europe/Berlin',
      },
    };
    this.environments.set(name, {
      namespace: {
        ...this.identity(name, ''),
        ...environmentMetadata(environment),
        createdAt: new Date(now).toISOString(),
        deletionMessages: [],
      },
      guardRails: new Set(),
      workloads: new Map(),
      renewedAt: now,
    });
  }

  addWorkload(
    environment: SimulatedEnvironment,
    options: {
      kind: 'Deployment' | 'StatefulSet' | 'CronJob';
      replicas: number;
      deletesDataAtZero: boolean;
    },
  ): void {
    const { kind, replicas, deletesDataAtZero } = options;
    const name = `w${this.counter}`;
    const base = {
      ...this.identity(environment.namespace.name, name),
      createdAt: '',
      annotations: {},
    };
    const facts =
      kind === 'CronJob'
        ? { ...base, suspend: replicas === 0 }
        : {
            ...base,
            kind,
            generation: 1,
            replicas,
            readyReplicas: replicas,
            keepsData: kind === 'StatefulSet',
            deletesDataAtZero: kind === 'StatefulSet' && deletesDataAtZero,
            requests: { amounts: {}, unstated: {} },
          };
    environment.workloads.set(name, {
      facts,
      right: new Set([levelOf(facts)]),
    });
  }

  /** What a pass would see now; undefined if the contract is not readable. */
  observe(
    environment: SimulatedEnvironment,
    unknown: string[] = [],
  ): Observed | undefined {
    const { namespace, guardRails, workloads } = environment;
    const reading = readEnvironment(
      { metadata: { ...namespace } },
      { instance: INSTANCE },
    );
    if (reading.outcome !== 'environment') {
      return undefined;
    }
    const facts = [...workloads.values()].map(one => one.facts);
    return {
      environment: reading.environment,
      namespace: { ...namespace },
      guardRails: new Set(guardRails),
      scalables: facts.filter(isScalable),
      cronJobs: facts.filter(isCronJob),
      autoscalers: [],
      warning: this.warnings.findLast(({ uid }) => uid === namespace.uid),
      unknown,
    };
  }

  /** Changes labels and annotations, as a person with kubectl would. */
  annotate(
    environment: SimulatedEnvironment,
    metadata: { labels?: Changes; annotations?: Changes },
  ): void {
    const { namespace } = environment;
    environment.namespace = {
      ...namespace,
      labels: merge(namespace.labels, metadata.labels),
      annotations: merge(namespace.annotations, metadata.annotations),
      resourceVersion: this.nextVersion(),
    };
  }

  /** Sets replicas (or the suspend flag), as a person with kubectl would. */
  edit(workload: SimulatedWorkload, level: number): void {
    const { facts } = workload;
    const asleep = MARK in facts.annotations;
    const kept = asleep && level === 0 ? [...workload.right] : [];
    workload.right = new Set([...kept, level]);
    workload.facts = { ...facts, ...specFor(facts, level), ...this.version() };
  }

  /** Deleted and made anew under the same name, with the same contract. */
  recreate(environment: SimulatedEnvironment, now: number): void {
    environment.namespace = {
      ...environment.namespace,
      ...this.identity(environment.namespace.name, ''),
      createdAt: new Date(now).toISOString(),
    };
    environment.renewedAt = now;
    environment.guardRails.clear();
    environment.workloads.clear();
    this.annotate(environment, { annotations: { [A.guardRails]: null } });
  }

  /** @returns false if the API server refuses it */
  patch(
    environment: SimulatedEnvironment,
    op: Extract<Op, { op: 'patch' }>,
  ): boolean {
    const { on, resourceVersion, patch } = op;
    if (on.kind === 'Namespace') {
      if (environment.namespace.resourceVersion !== resourceVersion) {
        return false;
      }
      this.annotate(environment, patch.metadata ?? {});
      return true;
    }
    const workload = environment.workloads.get(on.name);
    if (workload?.facts.resourceVersion !== resourceVersion) {
      return false;
    }
    const { facts } = workload;
    const { annotations } = (patch.metadata ?? {}) as { annotations?: Changes };
    workload.facts = {
      ...facts,
      ...patch.spec,
      annotations: merge(facts.annotations, annotations),
      ...this.version(),
    };
    return true;
  }

  deliver(
    warning: Pick<DeliveredWarning, 'uid' | 'expiresAt'>,
    now: number,
  ): void {
    this.warnings.push({
      ...warning,
      id: `warning-${this.warnings.length}`,
      deliveredAt: new Date(now).toISOString(),
    });
  }

  private identity(namespace: string, name: string) {
    this.counter++;
    return {
      uid: `uid-${this.counter}`,
      namespace: name ? namespace : '',
      name: name || namespace,
      labels: {},
      ...this.version(),
    };
  }

  private version() {
    return { resourceVersion: this.nextVersion() };
  }

  private nextVersion(): string {
    this.counter++;
    return String(this.counter);
  }
}

type Changes = Record<string, string | null>;

/** Replicas; of a CronJob 1 if it is not suspended. */
export function levelOf(facts: ScalableFacts | CronJobFacts): number {
  return isScalable(facts) ? facts.replicas : Number(!facts.suspend);
}

function specFor(facts: ScalableFacts | CronJobFacts, level: number) {
  return isScalable(facts) ? { replicas: level } : { suspend: level === 0 };
}

function isScalable(
  facts: ScalableFacts | CronJobFacts,
): facts is ScalableFacts {
  return 'replicas' in facts;
}

function isCronJob(facts: ScalableFacts | CronJobFacts): facts is CronJobFacts {
  return 'suspend' in facts;
}

function merge(
  values: Readonly<Record<string, string>>,
  changes: Changes = {},
): Record<string, string> {
  const merged: Record<string, string> = { ...values };
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = value;
    }
  }
  return merged;
}
