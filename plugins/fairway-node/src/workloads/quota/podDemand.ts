import type {
  V1Container,
  V1LimitRange,
  V1LimitRangeItem,
  V1PodSpec,
} from '@kubernetes/client-node';
import { isSidecar } from '../kinds/facts';
import {
  parseQuantity,
  type Nano,
} from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * What one pod takes of each quota resource, e.g. `requests.cpu` and `pods`.
 *
 * @public
 */
export interface PodDemand {
  amounts: Map<string, Nano>;
  /** Resources that some container does not state, e.g. `limits.memory`. */
  stated: (resource: string) => boolean;
}

type Amounts = Map<string, Nano>;

/**
 * Max(sum of containers and sidecars; for each init container its own and those
 * of the sidecars started before it) + overhead, after LimitRange defaults.
 *
 * @public
 */
export function podDemand(
  spec: V1PodSpec | undefined,
  limitRanges: readonly V1LimitRange[],
): PodDemand {
  const defaults = containerDefaults(limitRanges);
  const { containers = [], initContainers = [] } = spec ?? {};
  const all = [...initContainers, ...containers].map(container =>
    containerDemand(container, defaults),
  );
  const amounts = peak(
    initContainers.map((container, i) => ({
      amounts: all[i],
      sidecar: isSidecar(container),
    })),
    all.slice(initContainers.length),
  );
  for (const [name, text] of Object.entries(spec?.overhead ?? {})) {
    add(amounts, new Map([[`requests.${name}`, parseQuantity(text) ?? 0n]]));
  }
  amounts.set('pods', 1_000_000_000n);
  return {
    amounts,
    stated: resource => all.every(container => container.has(resource)),
  };
}

/** @param inits - in the order in which they are started */
function peak(
  inits: Array<{ amounts: Amounts; sidecar: boolean }>,
  containers: Amounts[],
): Amounts {
  const running: Amounts = new Map();
  const highest: Amounts = new Map();
  for (const init of inits) {
    if (init.sidecar) {
      add(running, init.amounts);
      raise(highest, running);
    } else {
      const together = new Map(running);
      add(together, init.amounts);
      raise(highest, together);
    }
  }
  containers.forEach(container => add(running, container));
  raise(highest, running);
  return highest;
}

function add(sum: Amounts, more: Amounts): void {
  for (const [name, amount] of more) {
    sum.set(name, (sum.get(name) ?? 0n) + amount);
  }
}

function raise(highest: Amounts, other: Amounts): void {
  for (const [name, amount] of other) {
    const known = highest.get(name);
    highest.set(name, known !== undefined && known > amount ? known : amount);
  }
}

type Defaults = Pick<V1LimitRangeItem, '_default' | 'defaultRequest'>;

/** Over HTTP the field is called `default`; the generated type renames it. */
function containerDefaults(limitRanges: readonly V1LimitRange[]): Defaults {
  const result: Required<Defaults> = { _default: {}, defaultRequest: {} };
  for (const item of limitRanges.flatMap(({ spec }) => spec?.limits ?? [])) {
    if (item.type === 'Container') {
      const raw = item as V1LimitRangeItem & {
        default?: Record<string, string>;
      };
      Object.assign(result._default, raw.default ?? raw._default);
      Object.assign(result.defaultRequest, raw.defaultRequest);
    }
  }
  return result;
}

function containerDemand(container: V1Container, defaults: Defaults): Amounts {
  const own = container.resources ?? {};
  const limits = { ...defaults._default, ...own.limits };
  // A request that is not stated is the container's own limit, then the default.
  const requests = {
    ...limits,
    ...defaults.defaultRequest,
    ...own.limits,
    ...own.requests,
  };
  return new Map([
    ...amountsOf('requests', requests),
    ...amountsOf('limits', limits),
  ]);
}

function amountsOf(
  prefix: string,
  quantities: Record<string, string>,
): Array<[string, Nano]> {
  return Object.entries(quantities).map(([name, text]) => [
    `${prefix}.${name}`,
    parseQuantity(text) ?? 0n,
  ]);
}
