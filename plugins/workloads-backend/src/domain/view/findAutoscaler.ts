import type { AutoscalerFacts } from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** The autoscaler whose `scaleTargetRef` (group, kind, name) is this workload. */
export function findAutoscaler(
  autoscalers: readonly AutoscalerFacts[],
  workload: { kind: string; name: string },
): AutoscalerFacts | undefined {
  return autoscalers.find(
    ({ target }) =>
      target.group === 'apps' &&
      target.kind === workload.kind &&
      target.name === workload.name,
  );
}
