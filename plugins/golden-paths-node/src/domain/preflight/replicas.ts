import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  fieldsOf,
  placeOf,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Candidate } from './facts';
import { finding } from './finding';

/** Autoscalers whose fewest pods are more than their most. */
export function replicaFindings(
  candidates: readonly Candidate[],
): GoldenPathFinding[] {
  return candidates.flatMap(({ object }) => {
    const { minReplicas: min = 1, maxReplicas: max } = fieldsOf(object.spec);
    return object.kind === 'HorizontalPodAutoscaler' &&
      typeof min === 'number' &&
      typeof max === 'number' &&
      min > max
      ? finding('replicas', 'block', {
          message: `at least ${min} replicas are more than at most ${max}`,
          object: placeOf(object),
          field: 'replicas',
          evidence: { min, max },
        })
      : [];
  });
}
