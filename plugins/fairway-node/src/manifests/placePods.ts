import type { V1Toleration } from '@kubernetes/client-node';
import { entriesOf, fieldsOf, type Fields, type Manifest } from './fields';
import { withPodSpec } from './pods';

/**
 * Where the platform has pods run: added to what they say, and right where they
 * differ.
 *
 * @public
 */
export interface PodPlacement {
  nodeSelector?: Readonly<Record<string, string>>;
  tolerations?: readonly V1Toleration[];
}

/** The same workload, with its pods where the platform wants them. @public */
export function placePods(
  object: Manifest,
  { nodeSelector, tolerations }: PodPlacement = {},
): Manifest {
  return withPodSpec(object, spec => ({
    ...spec,
    ...(nodeSelector && {
      nodeSelector: { ...fieldsOf(spec.nodeSelector), ...nodeSelector },
    }),
    ...(tolerations && {
      tolerations: merged(entriesOf(spec.tolerations), tolerations),
    }),
  }));
}

function merged(
  own: readonly Fields[],
  more: readonly V1Toleration[],
): object[] {
  const keyOf = ({ key, effect }: { key?: unknown; effect?: unknown }) =>
    `${String(key)}:${String(effect)}`;
  const stated = new Set(more.map(keyOf));
  return [...own.filter(one => !stated.has(keyOf(one))), ...more];
}
