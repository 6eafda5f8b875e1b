import { setTimeout as sleep } from 'node:timers/promises';
import { addressOf, type Cluster } from './client.ts';
import type { KubeObject } from '../manifests/types.ts';

interface Status {
  observedGeneration?: number;
  readyReplicas?: number;
  updatedReplicas?: number;
}

const statusOf = (object: KubeObject | undefined) =>
  (object?.status ?? {}) as Status;

/** What a controller does at once can take this long on a busy machine. */
export const PATIENCE_S = 60;

/** Asks again until there is an answer; undefined when the time is over. */
export async function waitFor<T>(
  ask: () => Promise<T | undefined>,
  { seconds, everyMs = 50 }: { seconds: number; everyMs?: number },
): Promise<T | undefined> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || Date.now() > end) {
      return answer;
    }
    await sleep(everyMs);
  }
}

/** Waits until the controller has seen this generation, and so stored its revision. */
export async function waitUntilObserved(
  cluster: Cluster,
  applied: KubeObject,
): Promise<void> {
  const { generation } = applied.metadata as { generation?: number };
  const seen = await waitFor(
    async () => {
      const now = await cluster.get(addressOf(applied));
      const { observedGeneration = 0 } = statusOf(now);
      return observedGeneration >= (generation ?? 0) || undefined;
    },
    { seconds: PATIENCE_S },
  );
  if (!seen) {
    const { name, namespace } = applied.metadata;
    throw new Error(
      `No controller looks at ${applied.kind} ${namespace}/${name}; is the controller manager running?`,
    );
  }
}

/** Whether every replica became ready in time. */
export async function waitUntilReady(
  cluster: Cluster,
  workload: KubeObject,
  seconds: number,
): Promise<boolean> {
  const { replicas } = workload.spec as { replicas: number };
  const ready = await waitFor(
    async () => {
      const status = statusOf(await cluster.get(addressOf(workload)));
      const done =
        status.readyReplicas === replicas &&
        status.updatedReplicas === replicas;
      return done || undefined;
    },
    { seconds, everyMs: 100 },
  );
  return ready === true;
}
