import type {
  V1Deployment,
  V1Scale,
  V1StatefulSet,
} from '@kubernetes/client-node';
import {
  kubectlOutcome,
  toYaml,
  type Plan,
  type Situation,
} from '../change/plan';
import { alwaysGuards } from '../guards/always';
import { autoscalerGuard } from '../guards/autoscaler';
import { collect, finding, type Guard } from '../guards/finding';
import { count } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { quotaGuard } from '../quota/quotaGuard';

/** A Deployment or StatefulSet with its `scale` subresource. */
export interface ScaleSituation
  extends Situation<V1Deployment | V1StatefulSet> {
  kind: 'Deployment' | 'StatefulSet';
  scale: V1Scale;
}

/**
 * Plans to set the number of replicas, through the `scale` subresource as
 * kubectl does (`scale/scale.go`); unlike kubectl always with a precondition,
 * so that a change of another is never written over.
 */
export function planScale(situation: ScaleSituation, replicas: number): Plan {
  const { kind, name, scale } = situation;
  const current = scale.spec?.replicas ?? 0;
  // The scale of a workload has the version of the workload itself.
  const resourceVersion = situation.workload.metadata?.resourceVersion ?? '';
  const noop = current === replicas;
  return {
    action: 'scale',
    summary: noop
      ? `Leave ${kind} ${name} at ${count(current, 'replica')}`
      : `Scale ${kind} ${name} from ${current} to ${count(
          replicas,
          'replica',
        )}`,
    reasons: reasons(situation, replicas),
    findings: collect([
      ...alwaysGuards(situation, 'scale'),
      autoscalerGuard(situation),
      toZero(current, replicas),
      quota(situation, replicas - current),
    ]),
    writes: noop
      ? []
      : [
          {
            verb: 'patch',
            subresource: 'scale',
            type: 'application/merge-patch+json',
            body: { metadata: { resourceVersion }, spec: { replicas } },
          },
        ],
    noop,
    resourceVersion,
    before: toYaml({ spec: { replicas: current } }),
    after: toYaml({ spec: { replicas } }),
    outcome: kubectlOutcome(situation, 'scaled'),
    audit: { before: { replicas: current }, after: { replicas } },
  };
}

function reasons(situation: ScaleSituation, replicas: number): string[] {
  const { kind, name, scale, workload } = situation;
  const current = scale.spec?.replicas ?? 0;
  const ready = workload.status?.readyReplicas ?? 0;
  const now = `${kind} ${name} asks for ${count(
    current,
    'replica',
  )}; ${ready} of them ready`;
  if (replicas === current) {
    return [now, 'That is the number asked for: nothing to do'];
  }
  return [
    now,
    replicas > current
      ? `${count(replicas - current, 'pod')} will be added`
      : `${count(current - replicas, 'pod')} will be removed`,
  ];
}

function toZero(current: number, replicas: number): Guard {
  return replicas === 0 && current > 0
    ? finding('scale-to-zero', 'confirm', {
        message: 'No pod will be left: what depends on this workload stops.',
        evidence: { 'replicas now': current },
      })
    : undefined;
}

function quota(situation: ScaleSituation, extraPods: number): Guard {
  const { quotas, limitRanges } = situation.surroundings;
  return extraPods > 0
    ? quotaGuard({
        extraPods,
        spec: situation.workload.spec?.template?.spec,
        quotas,
        limitRanges,
      })
    : undefined;
}
