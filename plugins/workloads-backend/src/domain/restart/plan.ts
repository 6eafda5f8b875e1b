import type { V1Deployment } from '@kubernetes/client-node';
import {
  kubectlOutcome,
  toYaml,
  type Plan,
  type Situation,
} from '../change/plan';
import { alwaysGuards } from '../guards/always';
import { collect, finding, type Guard } from '../guards/finding';
import { onDeleteGuard, partitionGuard, pausedGuard } from '../guards/rollout';
import {
  count,
  surgeOf,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { quotaGuard } from '../quota/quotaGuard';

/** The annotation of the pod template that kubectl sets to restart. */
export const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/**
 * Plans to replace all pods, as kubectl does (`objectrestarter.go`): a strategic
 * merge patch of one annotation, with the time in UTC to the second.
 */
export function planRestart(situation: Situation, now: Date): Plan {
  const { kind, name, workload } = situation;
  const metadata = workload.metadata ?? {};
  const resourceVersion = metadata.resourceVersion ?? '';
  const before = workload.spec?.template?.metadata?.annotations?.[RESTARTED_AT];
  const after = `${now.toISOString().slice(0, 19)}Z`;
  return {
    action: 'restart',
    summary: `Restart ${kind} ${name}`,
    reasons: reasons(situation, before),
    findings: collect([
      pausedGuard(situation, 'restart'),
      tooSoon(name, before === after),
      ...alwaysGuards(situation, 'restart'),
      partitionGuard(situation),
      quota(situation),
      onDeleteGuard(situation),
      nothingToRestart(situation),
    ]),
    writes: [
      {
        verb: 'patch',
        type: 'application/strategic-merge-patch+json',
        body: { metadata: { resourceVersion }, ...template(after) },
      },
    ],
    noop: false,
    resourceVersion,
    before: toYaml(template(before)),
    after: toYaml(template(after)),
    outcome: kubectlOutcome(situation, 'restarted'),
    audit: {
      before: { restartedAt: before ?? null },
      after: { restartedAt: after },
    },
  };
}

function template(restartedAt: string | undefined) {
  const annotations = restartedAt ? { [RESTARTED_AT]: restartedAt } : {};
  return { spec: { template: { metadata: { annotations } } } };
}

function podsOf({ kind, workload }: Situation): number {
  if (kind === 'DaemonSet') {
    const status = workload.status as { desiredNumberScheduled?: number };
    return status?.desiredNumberScheduled ?? 0;
  }
  return (workload as V1Deployment).spec?.replicas ?? 1;
}

function reasons(situation: Situation, before: string | undefined): string[] {
  const pods = podsOf(situation);
  return [
    before
      ? `Last restarted at ${before}`
      : 'Has not been restarted with this template yet',
    pods > 0
      ? `${count(
          pods,
          'pod',
        )} of the same template will be replaced by new ones`
      : 'There are no pods',
  ];
}

/** kubectl's patch would be empty. */
function tooSoon(name: string, sameSecond: boolean): Guard {
  return sameSecond
    ? finding('restarted', 'block', {
        message: `failed to create patch for ${name}: if restart has already been triggered within the past second, please wait before attempting to trigger another`,
      })
    : undefined;
}

function nothingToRestart(situation: Situation): Guard {
  return podsOf(situation) === 0
    ? finding('zero', 'info', {
        message:
          'There is nothing to restart: the workload has no pods. The mark is set all the same.',
      })
    : undefined;
}

function quota(situation: Situation): Guard {
  if (situation.kind !== 'Deployment') {
    return undefined;
  }
  const deployment = situation.workload as V1Deployment;
  const { quotas, limitRanges } = situation.surroundings;
  return quotaGuard({
    extraPods: surgeOf(deployment),
    spec: deployment.spec?.template?.spec,
    quotas,
    limitRanges,
  });
}
