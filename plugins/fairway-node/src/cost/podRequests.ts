import { quantityToNumber } from '@fairway-idp/backstage-plugin-fairway-common';
import type { V1Container, V1PodSpec } from '@kubernetes/client-node';

/**
 * What a pod asks for: amounts by resource (`cpu` in cores, `memory` in bytes).
 * `undefined` where some container does not say, so that a LimitRange decides.
 *
 * @public
 */
export interface PodRequests {
  amounts: Readonly<Record<string, number>>;
  /** Containers that do not say how much, by resource. */
  unstated: Readonly<Record<string, number>>;
}

const ALWAYS_ASKED = ['cpu', 'memory'];

/**
 * Max(sum of containers and sidecars; each init container with the sidecars
 * before it) + overhead.
 *
 * @public
 */
export function podRequests(spec: V1PodSpec | undefined): PodRequests {
  const { containers = [], initContainers = [], overhead = {} } = spec ?? {};
  const all = [...initContainers, ...containers];
  const resources = new Set([
    ...ALWAYS_ASKED,
    ...all.flatMap(container => Object.keys(stated(container))),
    ...Object.keys(overhead),
  ]);
  const amounts: Record<string, number> = {};
  const unstated: Record<string, number> = {};
  for (const resource of resources) {
    const ask = (container: V1Container) =>
      quantityToNumber(stated(container)[resource] ?? '0') ?? 0;
    amounts[resource] =
      peak(initContainers, containers, ask) +
      (quantityToNumber(overhead[resource] ?? '0') ?? 0);
    unstated[resource] = ALWAYS_ASKED.includes(resource)
      ? containers.filter(container => !(resource in stated(container))).length
      : 0;
  }
  return { amounts, unstated };
}

/** A request that is not stated is the container's own limit. */
function stated({ resources = {} }: V1Container): Record<string, string> {
  return { ...resources.limits, ...resources.requests };
}

function peak(
  inits: V1Container[],
  containers: V1Container[],
  ask: (container: V1Container) => number,
): number {
  let sidecars = 0;
  let highest = 0;
  for (const init of inits) {
    if (init.restartPolicy === 'Always') {
      sidecars += ask(init);
    } else {
      highest = Math.max(highest, sidecars + ask(init));
    }
  }
  const running = containers.reduce((sum, one) => sum + ask(one), sidecars);
  return Math.max(highest, running);
}
