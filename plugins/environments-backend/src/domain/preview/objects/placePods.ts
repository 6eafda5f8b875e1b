import type { V1Toleration } from '@kubernetes/client-node';
import {
  entriesOf,
  fieldsOf,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { podTemplateOf, withPodSpec } from './pods';
import type { PrepareOptions } from './types';

/** Where previews run is the platform's to say, and at which priority too. */
export function placePods(
  object: Manifest,
  { nodeSelector, tolerations }: PrepareOptions['podTemplate'] = {},
): Manifest {
  return withPodSpec(object, spec => {
    const { priorityClassName: _, priority: __, ...rest } = spec;
    return {
      ...rest,
      ...(nodeSelector && {
        nodeSelector: { ...fieldsOf(spec.nodeSelector), ...nodeSelector },
      }),
      ...(tolerations && {
        tolerations: merged(entriesOf(spec.tolerations), tolerations),
      }),
    };
  });
}

/** The priority that {@link placePods} leaves out. */
export function priorityOf(object: Manifest): string | undefined {
  const { priorityClassName, priority } = podTemplateOf(object)?.spec ?? {};
  const stated = priorityClassName ?? priority;
  return stated === undefined ? undefined : String(stated);
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
