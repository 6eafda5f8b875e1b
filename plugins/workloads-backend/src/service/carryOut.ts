import type { KubernetesObject } from '@kubernetes/client-node';
import type { Plan, Write } from '../domain/change/plan';
import { TYPES } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import type { Target } from './Targets';

/** What came of the writes of a plan. */
export interface Written {
  /** Of the object that was written last. */
  resourceVersion: string;
  /** What did not work out after the change itself was made. */
  warnings: string[];
}

/**
 * Sends the writes of a plan, in order. Knows nothing of what they mean; never
 * tries again.
 *
 * @throws KubernetesApiError 409 if the workload changed since the plan
 */
export async function carryOut(
  target: Target,
  { writes, resourceVersion }: Pick<Plan, 'writes' | 'resourceVersion'>,
  options: { dryRun: boolean },
): Promise<Written> {
  const written: Written = { resourceVersion, warnings: [] };
  for (const write of writes) {
    if (write.verb === 'patch') {
      written.resourceVersion = await sendPatch(target, write, options.dryRun);
    } else {
      await removePod(target, write, { ...options, written });
    }
  }
  return written;
}

async function sendPatch(
  { client, path }: Target,
  { type, body, subresource }: Extract<Write, { verb: 'patch' }>,
  dryRun: boolean,
): Promise<string> {
  const answer = await client.patch(
    { ...path, ...(subresource && { subresource }) },
    { type, body },
    { dryRun },
  );
  return answer.metadata?.resourceVersion ?? '';
}

/** The change is made by now: what fails here is told, not thrown. */
async function removePod(
  target: Target,
  { name, uid }: Extract<Write, { verb: 'deletePod' }>,
  options: { dryRun: boolean; written: Written },
): Promise<void> {
  const { dryRun, written } = options;
  const { namespace } = target.ref;
  if (!dryRun) {
    await untilObserved(target);
  }
  const deletion = target.client.delete(
    { type: TYPES.Pod, namespace, name },
    { uid },
    { dryRun },
  );
  await (dryRun
    ? deletion
    : deletion.catch((error: Error) => {
        written.warnings.push(
          `pod ${name} could not be deleted, so that the rollout waits for it: ${error.message}`,
        );
      }));
}

const PAUSE = 250;
const ATTEMPTS = 20;

/** Deleted earlier, the pod would come back with the old template. */
async function untilObserved({ client, path }: Target): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { metadata, status } = await client.get<
      KubernetesObject & { status?: { observedGeneration?: number } }
    >(path);
    if ((status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, PAUSE));
  }
}
