import type { RevisionView } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  V1ControllerRevision,
  V1DaemonSet,
  V1Deployment,
  V1LabelSelector,
  V1ObjectMeta,
  V1PodTemplateSpec,
  V1ReplicaSet,
  V1StatefulSet,
} from '@kubernetes/client-node';
import {
  parseRevision,
  REVISION_ANNOTATION,
  imagesOf,
  timeText,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import {
  fromObjectSelector,
  matchesSelector,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { toYaml } from '../change/plan';
import { canonical, equalTemplates, withoutHash } from '../template/equal';

/** A template that a workload had once, with the object that keeps it. */
export interface Revision<Keeper = V1ReplicaSet | V1ControllerRevision> {
  revision: number;
  keeper: Keeper;
  template: V1PodTemplateSpec;
}

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

interface Kept {
  metadata?: V1ObjectMeta;
}

/**
 * Those of the keepers that are this workload's: they match its selector and
 * name it as their controller. Foreign ones that only match do not count.
 */
function ownedBy<Keeper extends Kept>(
  workload: { metadata?: V1ObjectMeta; spec?: { selector?: V1LabelSelector } },
  keepers: readonly Keeper[],
): Keeper[] {
  const requirements = fromObjectSelector(workload.spec?.selector);
  return keepers.filter(
    ({ metadata }) =>
      matchesSelector(requirements, metadata?.labels ?? {}) &&
      metadata?.ownerReferences?.some(
        ({ controller, uid }) => controller && uid === workload.metadata?.uid,
      ),
  );
}

/**
 * Revisions of a Deployment, in the order of the list
 * (`util/deployment/deployment.go`). A missing revision annotation counts as 0,
 * one that is not a number leaves the ReplicaSet out.
 */
export function deploymentRevisions(
  deployment: V1Deployment,
  replicaSets: readonly V1ReplicaSet[],
): Revision<V1ReplicaSet>[] {
  return ownedBy(deployment, replicaSets).flatMap(keeper => {
    const text = keeper.metadata?.annotations?.[REVISION_ANNOTATION] ?? '0';
    const revision = parseRevision(text);
    const template = keeper.spec?.template;
    return revision === undefined || !template
      ? []
      : [{ revision, keeper, template: withoutHash(template) }];
  });
}

/** Revisions of a StatefulSet or DaemonSet, oldest first (`history.go`). */
export function controllerRevisions(
  workload: V1StatefulSet | V1DaemonSet,
  keepers: readonly V1ControllerRevision[],
): Revision<V1ControllerRevision>[] {
  return ownedBy(workload, keepers)
    .map(keeper => ({
      revision: keeper.revision,
      keeper,
      template: templateOf(keeper),
    }))
    .sort((a, b) => a.revision - b.revision);
}

/** What a ControllerRevision stores: the template in a strategic merge patch. */
interface RevisionData {
  spec?: { template?: V1PodTemplateSpec & { $patch?: string } };
}

function templateOf(keeper: V1ControllerRevision): V1PodTemplateSpec {
  const data = keeper.data as RevisionData | undefined;
  const { $patch: _, ...template } = data?.spec?.template ?? {};
  return template;
}

/**
 * Whether a ControllerRevision holds just the live template. kubectl compares
 * bytes; over HTTP, and between versions of the controller, the order of keys
 * and `creationTimestamp: null` may differ without meaning.
 */
export function isLiveTemplate(
  workload: { spec?: { template?: V1PodTemplateSpec } },
  revision: Revision<V1ControllerRevision>,
): boolean {
  return (
    canonical(withoutNullTime(workload.spec?.template)) ===
    canonical(withoutNullTime(revision.template))
  );
}

function withoutNullTime(template: V1PodTemplateSpec | undefined) {
  const { creationTimestamp, ...metadata } = template?.metadata ?? {};
  return {
    ...template,
    metadata: creationTimestamp ? template?.metadata : metadata,
  };
}

/**
 * The history as the user sees it, newest first. Of two entries with one number
 * the last read counts, as in kubectl; revision 0 is no place to go back to,
 * since 0 asks for the previous one.
 */
export function toRevisionViews(
  workload: { spec?: { template?: V1PodTemplateSpec } },
  revisions: readonly Revision[],
): RevisionView[] {
  const byNumber = new Map(revisions.map(entry => [entry.revision, entry]));
  const sorted = [...byNumber.values()]
    .filter(({ revision }) => revision > 0)
    .sort((a, b) => b.revision - a.revision);
  const live = workload.spec?.template ?? {};
  const current = sorted.find(({ template }) => equalTemplates(live, template));
  return sorted.map(entry => {
    const changeCause = causeOf(entry);
    return {
      revision: entry.revision,
      current: entry === current,
      createdAt: timeText(entry.keeper.metadata?.creationTimestamp),
      ...(changeCause && { changeCause }),
      images: imagesOf(entry.template),
      template: toYaml(entry.template),
    };
  });
}

/** A ReplicaSet's template shows through when the set itself has no cause. */
function causeOf({ keeper, template }: Revision): string | undefined {
  const own = keeper.metadata?.annotations?.[CHANGE_CAUSE];
  const shown = 'spec' in keeper ? template.metadata?.annotations : undefined;
  return own ?? shown?.[CHANGE_CAUSE];
}
