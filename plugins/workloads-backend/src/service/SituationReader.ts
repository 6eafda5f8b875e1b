import type {
  V1LabelSelector,
  V1LimitRange,
  V1ResourceQuota,
} from '@kubernetes/client-node';
import {
  formatSelector,
  fromObjectSelector,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  RollingWorkload,
  Situation,
  Surroundings,
} from '../domain/change/plan';
import {
  autoscalerKind,
  podKind,
  type PodFacts,
  TYPES,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { Attempts } from './Attempts';
import type { Target } from './Targets';

/**
 * Reads what stands around a workload, with the portal's own account: guards
 * must see quotas and autoscalers that the person may not. What cannot be read
 * is said in `unchecked` and needs a tick.
 */
export async function readSituation<W extends RollingWorkload>(
  target: Target<W>,
): Promise<Situation<W>> {
  const { kind, name } = target.ref;
  return {
    kind: kind as Situation['kind'],
    name,
    workload: target.workload,
    surroundings: await readSurroundings(target),
  };
}

async function readSurroundings(
  target: Target<RollingWorkload>,
): Promise<Surroundings> {
  const { cluster, ref, workload } = target;
  const { namespace } = ref;
  const reader = new Attempts(cluster, namespace);
  const [terminating, autoscalers, quotas, limitRanges, pods] =
    await Promise.all([
      reader.namespaceTerminates(),
      reader.list(TYPES.HorizontalPodAutoscaler, 'autoscalers'),
      reader.list<V1ResourceQuota>(TYPES.ResourceQuota, 'quotas'),
      reader.list<V1LimitRange>(TYPES.LimitRange, 'limit ranges'),
      ref.kind === 'Deployment' ? [] : controlledPods(reader, workload),
    ]);
  return {
    namespaceTerminating: terminating,
    autoscalers: autoscalers.map(autoscalerKind.project),
    quotas,
    limitRanges,
    pods,
    unchecked: reader.failures,
  };
}

async function controlledPods(
  reader: Attempts,
  { metadata, spec }: RollingWorkload,
): Promise<PodFacts[]> {
  const pods = await reader.list(TYPES.Pod, 'pods', {
    labelSelector: selectorText(spec?.selector),
  });
  return pods
    .map(podKind.project)
    .filter(({ controller }) => controller?.uid === metadata?.uid);
}

/** `spec.selector` as the API server takes it in a list. */
export function selectorText(selector: V1LabelSelector | undefined): string {
  return formatSelector(fromObjectSelector(selector));
}
