import {
  placePods as placeOnNodes,
  podTemplateOf,
  withPodSpec,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { PrepareOptions } from './types';

/** Where previews run is the platform's to say, and at which priority too. */
export function placePods(
  object: Manifest,
  placement: PrepareOptions['podTemplate'],
): Manifest {
  const equal = withPodSpec(object, spec => {
    const { priorityClassName: _, priority: __, ...rest } = spec;
    return rest;
  });
  return placeOnNodes(equal, placement);
}

/** The priority that {@link placePods} leaves out. */
export function priorityOf(object: Manifest): string | undefined {
  const { priorityClassName, priority } = podTemplateOf(object)?.spec ?? {};
  const stated = priorityClassName ?? priority;
  return stated === undefined ? undefined : String(stated);
}
