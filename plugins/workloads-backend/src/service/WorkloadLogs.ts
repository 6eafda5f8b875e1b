import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NotFoundError, toError } from '@backstage/errors';
import type {
  LogMessage,
  LogQuery,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  toBackstageError,
  Wake,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject, V1Pod } from '@kubernetes/client-node';
import type { Request } from 'express';
import {
  objectFacts,
  type ControllerRef,
  TYPES,
  WORKLOAD_TYPES,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { chooseContainer } from '../domain/logs/chooseContainer';
import { parseLine } from '../domain/logs/parseLine';
import { LineBuffer } from './LineBuffer';
import { nameOf, type Target, type Targets } from './Targets';
import { actorOf } from './Viewers';
import type { Sink } from './WorkloadViews';

/** Lines that are kept for a reader that is slow. */
const BUFFER = 10_000;
/** Lines in one message. */
const BATCH = 500;
/** Milliseconds in which lines gather before they are sent. */
const GATHER = 50;

interface LogsOptions {
  targets: Targets;
  auditor: AuditorService;
}

/** Logs of a workload's pods, read as the user. */
export class WorkloadLogs {
  private constructor(private readonly options: LogsOptions) {}

  static create(options: LogsOptions): WorkloadLogs {
    return new WorkloadLogs(options);
  }

  /** Sends the log of one container until it ends or the reader goes. */
  async follow(
    query: LogQuery,
    caller: { credentials: BackstageCredentials; request?: Request },
    sink: Sink<LogMessage>,
  ): Promise<void> {
    const { target, container } = await this.open(query, caller);
    await sink.send({ type: 'start', container });
    const { pod, previous, follow, tailLines } = query;
    const lines = target.client.logs(
      { namespace: query.namespace, name: pod },
      {
        container,
        previous,
        follow: follow && !previous,
        tailLines,
        signal: sink.signal,
      },
    );
    const message = await pump(lines, sink);
    await sink.send({
      type: 'end',
      message: message ?? endText(container, query),
    });
  }

  /** May they, is it there, and which container is meant; on record either way. */
  private async open(
    query: LogQuery,
    caller: { credentials: BackstageCredentials; request?: Request },
  ): Promise<{ target: Target; container: string }> {
    const { credentials, request } = caller;
    const { entityRef, cluster, namespace, kind, name, pod } = query;
    const event = await this.options.auditor.createEvent({
      eventId: 'workload-logs',
      severityLevel: 'low',
      ...(request && { request }),
      meta: {
        actor: actorOf(credentials),
        entityRef,
        cluster,
        namespace,
        kind,
        name,
        pod,
      },
    });
    try {
      const { targets } = this.options;
      const target = await targets.find('logs', query, credentials);
      const object = await readPod(target, pod);
      const container = chooseContainer(object, query.container);
      await event.success({ meta: { container } });
      return { target, container };
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }
}

function endText(container: string, { previous, follow }: LogQuery): string {
  if (previous) {
    return `That was all of the previous instance of container ${container}`;
  }
  return follow
    ? `The log of container ${container} has ended`
    : `That was all of container ${container} up to now`;
}

async function readPod(target: Target, name: string): Promise<V1Pod> {
  const { client, ref } = target;
  const { namespace } = ref;
  const pod = await client.get<V1Pod>({ type: TYPES.Pod, namespace, name });
  if (!(await belongs(target, objectFacts(pod).controller))) {
    throw new NotFoundError(`Pod ${name} is not one of ${nameOf(ref)}`);
  }
  return pod;
}

/** Through a ReplicaSet for a Deployment, through a Job for a CronJob. */
async function belongs(
  target: Target,
  owner: ControllerRef | undefined,
): Promise<boolean> {
  const uid = target.workload.metadata?.uid;
  if (owner?.uid === uid) {
    return true;
  }
  const between = {
    ReplicaSet: TYPES.ReplicaSet,
    Job: WORKLOAD_TYPES.Job,
  }[owner?.kind ?? ''];
  if (!owner || !between) {
    return false;
  }
  const middle = await target.cluster.reader.get<KubernetesObject>({
    type: between,
    namespace: target.ref.namespace,
    name: owner.name,
  });
  return objectFacts(middle).controller?.uid === uid;
}

/**
 * Reads and sends side by side, so that a slow reader does not hold the
 * kubelet's connection up: it misses lines instead, and is told how many.
 *
 * @returns the API server's words if it refuses to go on
 */
async function pump(
  lines: AsyncIterable<string>,
  sink: Sink<LogMessage>,
): Promise<string | undefined> {
  const buffer = new LineBuffer(BUFFER);
  const wake = new Wake();
  const source = { ended: false };
  const reading = read(lines, line => {
    buffer.push(line);
    wake.up();
  }).finally(() => {
    source.ended = true;
    wake.up();
  });
  // Awaited below; until then a refusal must not count as unhandled.
  reading.catch(() => {});
  while (!sink.signal.aborted && !(source.ended && buffer.isEmpty)) {
    await drain(buffer, sink);
    if (!source.ended) {
      await wake.sleep({ timeout: 60_000, signal: sink.signal });
      await new Promise(resolve => setTimeout(resolve, GATHER));
    }
  }
  return sink.signal.aborted ? undefined : reading;
}

async function read(
  lines: AsyncIterable<string>,
  push: (line: ReturnType<typeof parseLine>) => void,
): Promise<string | undefined> {
  try {
    for await (const line of lines) {
      push(parseLine(line));
    }
    return undefined;
  } catch (error) {
    // e.g. `container "app" in pod "web" is waiting to start: trying and failing to pull image`
    if (error instanceof KubernetesApiError && error.statusCode === 400) {
      return error.message;
    }
    throw toBackstageError(error);
  }
}

async function drain(
  buffer: LineBuffer,
  sink: Sink<LogMessage>,
): Promise<void> {
  while (!buffer.isEmpty && !sink.signal.aborted) {
    const { dropped, lines } = buffer.take(BATCH);
    if (dropped > 0) {
      await sink.send({ type: 'dropped', count: dropped });
    }
    await sink.send({ type: 'lines', lines });
  }
}
