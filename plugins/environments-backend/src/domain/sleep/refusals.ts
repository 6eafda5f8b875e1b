import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import type { AutoscalerFacts, ScalableFacts } from '../kinds/workloads';
import { finding } from '../plan/finding';
import type { Observed } from '../plan/types';
import { nameOf } from './sleeper';

/** What must not be put to sleep, and why; by `Kind name`. */
export function refusals({
  scalables,
  autoscalers,
}: Pick<Observed, 'scalables' | 'autoscalers'>): Map<string, Finding> {
  const refused = new Map<string, Finding>();
  for (const scalable of scalables.filter(({ replicas }) => replicas > 0)) {
    const autoscaler = autoscalers.find(
      ({ target }) =>
        target.kind === scalable.kind && target.name === scalable.name,
    );
    const why = refusal(scalable, autoscaler);
    if (why) {
      const name = nameOf(scalable);
      refused.set(
        name,
        finding(`awake:${name}`, `${name} stays awake: ${why}`),
      );
    }
  }
  return refused;
}

/** A HorizontalPodAutoscaler that needs 1 or more is paused by 0 replicas. */
function refusal(
  scalable: ScalableFacts,
  autoscaler: AutoscalerFacts | undefined,
): string | undefined {
  if (scalable.deletesDataAtZero) {
    return 'its persistentVolumeClaimRetentionPolicy has whenScaled: Delete, so 0 replicas would delete its data. Set it to Retain';
  }
  if (autoscaler?.keda) {
    return `KEDA decides about its replicas (${autoscaler.name}). Let the ScaledObject go to 0 by itself`;
  }
  if (autoscaler?.minReplicas === 0) {
    return `its autoscaler ${autoscaler.name} goes down to 0 by itself, and would wake it`;
  }
  return undefined;
}
