import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterUnreachableError,
  type CachedKind,
  type KubernetesClient,
  type ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  cronJobKind,
  daemonSetKind,
  deploymentKind,
  jobKind,
  podKind,
  replicaSetKind,
  statefulSetKind,
  workloadHealth,
  type AnyWorkloadFacts,
  type HealthReport,
  type ObjectFacts,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { KubernetesObject } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  judgeWait,
  lineOf,
  missingSecrets,
  type Bringable,
  type Troubles,
  type WaitedFor,
} from '../domain/wait/judge';
import { routeHealth } from '../domain/wait/routes';
import { hasStatus, lookAt, orNone } from './calls';
import type { People } from './People';
import { TYPES } from './types';

/** Milliseconds between two looks. */
const LOOK_AGAIN = 1000;
/** Milliseconds for which the same is not said again: states may come and go. */
const SAY_AGAIN = 60_000;

const KINDS: Record<string, CachedKind<AnyWorkloadFacts>> = {
  Deployment: deploymentKind,
  StatefulSet: statefulSetKind,
  DaemonSet: daemonSetKind,
  Job: jobKind,
  CronJob: cronJobKind,
};

/** Waited for, too: pods that nobody can reach are of no use. */
const ROUTE = 'HTTPRoute';

/** Names of what is waited for. @public */
export interface WaitRequest {
  cluster: string;
  namespace: string;
  /** Those that become ready are waited for; of the others nothing is asked. */
  objects: ReadonlyArray<{ kind?: string; name: string }>;
  /** Milliseconds. */
  timeout: number;
  /** Milliseconds for which a workload may be in trouble before it is given up. */
  patience: number;
  /** The same where nothing but that is missing; default `patience`. */
  patienceFor?: Readonly<Partial<Record<'image' | 'secret', number>>>;
  signal?: AbortSignal;
  /** Told what is new, and once a minute what is not. */
  onProgress?: (line: string) => void;
}

/** How it ended. @public */
export interface WaitResult {
  ready: boolean;
  /**
   * Images that cannot be pulled keep them from being ready, and nothing else but
   * Secrets.
   */
  imageMissing: boolean;
  /** Names of Secrets that keep them from being ready, with nothing else but images. */
  secretsMissing: string[];
  /** Milliseconds. */
  took: number;
  /** Why it is not ready; one line a workload. */
  reasons: string[];
  workloads: Array<{
    kind: string;
    name: string;
    health: string;
    message: string;
  }>;
}

/** Waits for workloads until they are ready, or until it is plain that they will not be. @public */
export class Waiter {
  private constructor(
    private readonly options: { people: People; now: () => number },
  ) {}

  static create(options: { people: People; now?: () => number }): Waiter {
    return new Waiter({ now: Date.now, ...options });
  }

  async wait(
    request: WaitRequest,
    credentials: BackstageCredentials,
  ): Promise<WaitResult> {
    const { now, people } = this.options;
    const { client } = await people.at(request.cluster, credentials);
    const started = now();
    const names = request.objects.filter(
      ({ kind = '' }) => Object.hasOwn(KINDS, kind) || kind === ROUTE,
    );
    const said = new Map<string, number>();
    let troubles: Troubles = {};
    for (;;) {
      request.signal?.throwIfAborted();
      const looks = await this.lookPatiently(client, names, request);
      tell(looks, { said, now: now() }, request.onProgress);
      const verdict = judgeWait(looks.map(waitedFor), {
        troubles,
        now: now(),
        patience: request.patience,
        patienceFor: request.patienceFor,
      });
      troubles = verdict.troubles;
      const took = now() - started;
      if (verdict.outcome !== 'waiting' || took >= request.timeout) {
        return resultOf(looks, { verdict, took });
      }
      await sleep(LOOK_AGAIN, undefined, { signal: request.signal });
    }
  }

  /** A cluster may be silent for as long as a workload may be in trouble. */
  private async lookPatiently(
    client: KubernetesClient,
    names: WaitRequest['objects'],
    request: WaitRequest,
  ): Promise<Look[]> {
    const { now } = this.options;
    const { patience, timeout, signal, onProgress } = request;
    const began = now();
    for (let looks = 0; ; looks++) {
      try {
        return await lookAtAll(client, names, request);
      } catch (error) {
        signal?.throwIfAborted();
        if (!isSilence(error)) {
          throw error;
        }
        const { message } = error as Error;
        const silent = now() - began;
        if (silent >= Math.min(patience, timeout)) {
          throw new ServiceUnavailableError(
            `Whether the workloads are ready is not known: for ${Math.round(
              silent / 1000,
            )} s there was no answer. ${message}`,
          );
        }
        if (looks === 0) {
          onProgress?.(`${message}; waiting for it`);
        }
        await sleep(LOOK_AGAIN, undefined, { signal });
      }
    }
  }
}

/** Whether the cluster says nothing, or that it cannot answer now. */
function isSilence(error: unknown): boolean {
  return (
    error instanceof ClusterUnreachableError ||
    hasStatus(error, 429, 500, 502, 503, 504)
  );
}

interface Look {
  kind: string;
  name: string;
  report: HealthReport;
}

function waitedFor({ kind, name, report }: Look): WaitedFor {
  return { name: `${kind} '${name}'`, report };
}

function tell(
  looks: readonly Look[],
  { said, now }: { said: Map<string, number>; now: number },
  onProgress: ((line: string) => void) | undefined,
): void {
  for (const line of looks.map(look => lineOf(waitedFor(look)))) {
    const before = said.get(line);
    if (before === undefined || now - before >= SAY_AGAIN) {
      said.set(line, now);
      onProgress?.(line);
    }
  }
}

function resultOf(
  looks: readonly Look[],
  {
    verdict,
    took,
  }: {
    verdict: ReturnType<typeof judgeWait>;
    took: number;
  },
): WaitResult {
  const late = looks
    .filter(({ report }) => report.health !== 'Healthy')
    .map(look => lineOf(waitedFor(look)));
  const ready = verdict.outcome === 'ready';
  const lacks = (what: Bringable) => verdict.missing.includes(what);
  const reasons = verdict.reasons.length > 0 ? verdict.reasons : late;
  return {
    ready,
    imageMissing: lacks('image'),
    secretsMissing: lacks('secret') ? missingSecrets(looks.map(waitedFor)) : [],
    took,
    reasons: ready ? [] : reasons,
    workloads: looks.map(({ kind, name, report }) => ({
      kind,
      name,
      health: report.health,
      message: report.message,
    })),
  };
}

async function lookAtAll(
  client: KubernetesClient,
  names: WaitRequest['objects'],
  { namespace, signal }: WaitRequest,
): Promise<Look[]> {
  const within = { namespace, signal };
  const isRoute = ({ kind }: { kind?: string }) => kind === ROUTE;
  const [facts, routes] = await Promise.all([
    Promise.all(
      names
        .filter(one => !isRoute(one))
        .map(({ kind = '', name }) => read(client, { kind, name, ...within })),
    ),
    Promise.all(
      names
        .filter(isRoute)
        .map(({ name }) => readRoute(client, { name, ...within })),
    ),
  ]);
  const [pods, replicaSets, jobs] = await Promise.all([
    listFacts(client, podKind, within),
    listFacts(client, replicaSetKind, within),
    listFacts(client, jobKind, within),
  ]);
  const workloads = facts.map(workload => {
    const own = replicaSets.filter(isOf(workload.uid));
    const runs = jobs.filter(isOf(workload.uid));
    const owners = new Set([workload, ...own, ...runs].map(({ uid }) => uid));
    return {
      kind: workload.kind,
      name: workload.name,
      report: workloadHealth(workload, {
        pods: pods.filter(({ controller }) =>
          owners.has(controller?.uid ?? ''),
        ),
        replicaSets: own,
        jobs: runs.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
      }),
    };
  });
  return [...workloads, ...routes];
}

function isOf(uid: string): (facts: ObjectFacts) => boolean {
  return ({ controller }) => controller?.uid === uid;
}

async function readRoute(
  client: KubernetesClient,
  within: { name: string; namespace: string; signal?: AbortSignal },
): Promise<Look> {
  const { name, namespace, signal } = within;
  const found = await lookAt(
    client,
    { type: TYPES.HTTPRoute, namespace, name },
    { signal },
  );
  if (!found) {
    throw notThere({ kind: ROUTE, name, namespace });
  }
  return { kind: ROUTE, name, report: routeHealth(found) };
}

function notThere(what: {
  kind: string;
  name: string;
  namespace: string;
}): InputError {
  const { kind, name, namespace } = what;
  return new InputError(
    `objects: ${kind} '${name}' is not in ${namespace}, or you may not see it`,
  );
}

async function read(
  client: KubernetesClient,
  {
    kind,
    name,
    namespace,
    signal,
  }: { kind: string; name: string; namespace: string; signal?: AbortSignal },
): Promise<AnyWorkloadFacts> {
  const { type, project } = KINDS[kind];
  const found = await lookAt(client, { type, namespace, name }, { signal });
  if (!found) {
    throw notThere({ kind, name, namespace });
  }
  return project(found);
}

/** Without the right to see pods, the workload's own status has to do. */
async function listFacts<T extends ObjectFacts>(
  client: KubernetesClient,
  kind: { type: ResourceType; project: (object: KubernetesObject) => T },
  within: { namespace: string; signal?: AbortSignal },
): Promise<T[]> {
  const found = await orNone(client.list(kind.type, within));
  return found.map(object => kind.project(object));
}
