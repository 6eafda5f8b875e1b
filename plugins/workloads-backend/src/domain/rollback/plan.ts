import type {
  V1ControllerRevision,
  V1DaemonSet,
  V1Deployment,
  V1PodTemplateSpec,
  V1ReplicaSet,
  V1StatefulSet,
} from '@kubernetes/client-node';
import {
  kubectlOutcome,
  toYaml,
  type Plan,
  type Situation,
  type Write,
} from '../change/plan';
import { alwaysGuards } from '../guards/always';
import { collect, type Guard } from '../guards/finding';
import {
  blockingPod,
  lastAppliedGuard,
  onDeleteGuard,
  orderedReadyGuard,
  partitionGuard,
  pausedGuard,
  unobservedGuard,
} from '../guards/rollout';
import {
  imagesOf,
  type PodFacts,
  surgeOf,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { quotaGuard } from '../quota/quotaGuard';
import { equalTemplates } from '../template/equal';
import { rolledBackAnnotations } from './annotations';
import { chooseControllerRevision, chooseReplicaSet } from './choose';
import {
  controllerRevisions,
  deploymentRevisions,
  isLiveTemplate,
  type Revision,
} from './history';

/** A Deployment with the ReplicaSets of its namespace. */
export interface DeploymentSituation extends Situation<V1Deployment> {
  kind: 'Deployment';
  replicaSets: readonly V1ReplicaSet[];
}

/** A StatefulSet or DaemonSet with the ControllerRevisions of its namespace. */
export interface SetSituation extends Situation<V1StatefulSet | V1DaemonSet> {
  kind: 'StatefulSet' | 'DaemonSet';
  controllerRevisions: readonly V1ControllerRevision[];
}

/** What can be rolled back. */
export type RollbackSituation = DeploymentSituation | SetSituation;

/**
 * Plans a rollback that stores what `kubectl rollout undo` stores.
 *
 * @param toRevision - as listed; 0 is the one before the current one
 * @throws NotFoundError with kubectl's text if there is no such revision
 */
export function planRollback(
  situation: RollbackSituation,
  toRevision: number,
): Plan {
  return situation.kind === 'Deployment'
    ? planDeployment(situation, toRevision)
    : planSet(situation, toRevision);
}

function planDeployment(
  situation: DeploymentSituation,
  toRevision: number,
): Plan {
  const { name, workload, replicaSets } = situation;
  const revisions = deploymentRevisions(workload, replicaSets);
  const target = chooseReplicaSet(name, revisions, toRevision);
  return makePlan(situation, {
    toRevision,
    target,
    current: revisions.find(({ template }) =>
      equalTemplates(templateOf(workload), template),
    ),
    noop: equalTemplates(templateOf(workload), target.template),
    guards: [deploymentQuota(situation, target.template)],
    writes: [deploymentPatch(workload, target)],
  });
}

/** kubectl's two operations, and a precondition that is answered 409. */
function deploymentPatch(
  { metadata = {} }: V1Deployment,
  { template, keeper }: Revision<V1ReplicaSet>,
): Write {
  const annotations = rolledBackAnnotations(
    metadata.annotations,
    keeper.metadata?.annotations,
  );
  return {
    verb: 'patch',
    type: 'application/json-patch+json',
    body: [
      {
        op: 'replace',
        path: '/metadata/resourceVersion',
        value: metadata.resourceVersion,
      },
      { op: 'replace', path: '/spec/template', value: template },
      {
        // `replace` needs its target to be there.
        op: metadata.annotations ? 'replace' : 'add',
        path: '/metadata/annotations',
        value: annotations,
      },
    ],
  };
}

function planSet(situation: SetSituation, toRevision: number): Plan {
  const { workload } = situation;
  const revisions = controllerRevisions(
    workload,
    situation.controllerRevisions,
  );
  const target = chooseControllerRevision(revisions, toRevision);
  const noop = isLiveTemplate(workload, target);
  const pod = noop
    ? undefined
    : blockingPod(situation, target.keeper.metadata?.name ?? '');
  return makePlan(situation, {
    toRevision,
    target,
    current: revisions.findLast(entry => isLiveTemplate(workload, entry)),
    noop,
    guards: [orderedReadyGuard(pod)],
    writes: [setPatch(workload, target), ...deletion(pod)],
  });
}

/** The stored patch as it is: its `$patch: replace` removes later additions. */
function setPatch(
  { metadata = {} }: V1StatefulSet | V1DaemonSet,
  { keeper }: Revision<V1ControllerRevision>,
): Write {
  return {
    verb: 'patch',
    type: 'application/strategic-merge-patch+json',
    body: {
      ...keeper.data,
      metadata: { resourceVersion: metadata.resourceVersion },
    },
  };
}

function deletion(pod: PodFacts | undefined): Write[] {
  return pod ? [{ verb: 'deletePod', name: pod.name, uid: pod.uid }] : [];
}

interface Choice {
  toRevision: number;
  target: Revision;
  /** The revision that the live template is, if any. */
  current: Revision | undefined;
  noop: boolean;
  /** Guards of the kind. */
  guards: Guard[];
  writes: Write[];
}

function makePlan(situation: RollbackSituation, choice: Choice): Plan {
  const { kind, name, workload } = situation;
  const { target, noop, toRevision } = choice;
  const live = templateOf(workload);
  return {
    action: 'rollback',
    summary: noop
      ? `Leave ${kind} ${name} at revision ${target.revision}`
      : `Roll ${kind} ${name} back to revision ${target.revision}`,
    reasons: reasons(choice),
    findings: collect([
      pausedGuard(situation, 'rollback'),
      ...alwaysGuards(situation, 'rollback'),
      ...choice.guards,
      unobservedGuard(situation, toRevision),
      partitionGuard(situation),
      onDeleteGuard(situation),
      lastAppliedGuard(situation),
    ]),
    writes: noop ? [] : choice.writes,
    noop,
    resourceVersion: workload.metadata?.resourceVersion ?? '',
    before: toYaml({ spec: { template: live } }),
    after: toYaml({ spec: { template: noop ? live : target.template } }),
    outcome: noop
      ? kubectlOutcome(
          situation,
          `skipped rollback (current template already matches revision ${toRevision})`,
        )
      : kubectlOutcome(situation, 'rolled back'),
    audit: {
      before: summaryOf(choice.current?.revision, live),
      after: summaryOf(target.revision, target.template),
    },
  };
}

function reasons({ toRevision, target, current, noop }: Choice): string[] {
  return [
    current
      ? `The current template is revision ${current.revision}`
      : 'The current template is none of the recorded revisions',
    toRevision === 0
      ? `The previous revision is ${target.revision}`
      : `Revision ${target.revision} was asked for`,
    noop
      ? 'Its template is the current one: nothing to do'
      : `Its template replaces the current one; the cluster will record it as a new revision, and ${target.revision} leaves the list`,
  ];
}

/** Images only: a template's environment may hold what no log should. */
function summaryOf(revision: number | undefined, template: V1PodTemplateSpec) {
  return {
    revision: revision ?? null,
    images: imagesOf(template).map(
      ({ container, image }) => `${container}=${image}`,
    ),
  };
}

function templateOf(workload: RollbackSituation['workload']) {
  return workload.spec?.template ?? {};
}

function deploymentQuota(
  { workload, surroundings }: DeploymentSituation,
  template: V1PodTemplateSpec,
): Guard {
  const { quotas, limitRanges } = surroundings;
  return quotaGuard({
    extraPods: surgeOf(workload),
    spec: template.spec,
    replaced: {
      pods: workload.spec?.replicas ?? 1,
      spec: templateOf(workload).spec,
    },
    quotas,
    limitRanges,
  });
}
