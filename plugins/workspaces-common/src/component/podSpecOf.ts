import type { PodSpecLike, WorkloadLike } from './facts';

/** The pods that a workload makes. */
export function podSpecOf(
  workload: WorkloadLike | undefined,
): PodSpecLike | undefined {
  const { spec } = workload ?? {};
  return spec?.template?.spec ?? spec?.jobTemplate?.spec?.template?.spec;
}
