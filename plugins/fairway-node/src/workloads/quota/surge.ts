import type { V1Deployment } from '@kubernetes/client-node';

/**
 * Pods that a rollout adds for a time: `maxSurge` rounded up, 25 % unless it
 * says otherwise (`k8s.io/kubectl`, `pkg/util/deployment`, `ResolveFenceposts`).
 * Recreate adds none.
 *
 * @public
 */
export function surgeOf({ spec }: V1Deployment): number {
  if (spec?.strategy?.type === 'Recreate') {
    return 0;
  }
  const surge: number | string =
    spec?.strategy?.rollingUpdate?.maxSurge ?? '25%';
  const text = String(surge);
  return text.endsWith('%')
    ? Math.ceil((Number(text.slice(0, -1)) * (spec?.replicas ?? 1)) / 100)
    : Number(text);
}
