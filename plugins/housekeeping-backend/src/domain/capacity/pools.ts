import {
  CAPACITY_RESOURCES,
  quantityToNumber,
  type CapacityPool,
  type CapacityResource,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Source } from '../kinds';
import { nodeKind, type NodeFacts } from '../kinds/others';
import { hasFinished, podKind } from '../kinds/pods';
import type { CapacitySettings } from '../settings/settings';

/** Amounts: cores, bytes, and a number of pods. */
export type Amounts = Record<CapacityResource, number>;

/** What a node uses, as it was measured. */
export type Measured = ReadonlyMap<string, Pick<Amounts, 'cpu' | 'memory'>>;

/** A node pool as it is now. */
export interface PoolNow
  extends Pick<
    CapacityPool,
    'name' | 'nodes' | 'schedulable' | 'headroom' | CapacityResource
  > {}

interface Load {
  node: NodeFacts;
  requested: Amounts;
}

const none = (): Amounts => ({ cpu: 0, memory: 0, pods: 0 });

const METHOD =
  'On each node that is ready and takes pods: how many times all that a preview of tier S may ask for fits into what is not requested; added up. Previews are seldom full, and an autoscaler may add nodes';

/** Node pools, by name. Pure. */
export function poolsOf(
  source: Source,
  settings: CapacitySettings,
  measured: Measured | undefined,
): { pools: PoolNow[]; pending: number } {
  const loads = new Map<string, Load>();
  for (const node of source.items(nodeKind)) {
    loads.set(node.name, { node, requested: none() });
  }
  let pending = 0;
  for (const pod of source.items(podKind)) {
    const load = loads.get(pod.node);
    if (load && !hasFinished(pod)) {
      load.requested.cpu += pod.cpu;
      load.requested.memory += pod.memory;
      load.requested.pods++;
    }
    pending += pod.isUnschedulable ? 1 : 0;
  }
  const pools = new Map<string, Load[]>();
  for (const load of loads.values()) {
    const name = poolOf(load.node, settings.poolLabels);
    pools.set(name, [...(pools.get(name) ?? []), load]);
  }
  return {
    pending,
    pools: [...pools]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, members]) => poolNow(name, members, { settings, measured })),
  };
}

function poolOf({ labels }: NodeFacts, keys: readonly string[]): string {
  const key = keys.find(one => one in labels);
  return key ? labels[key] : 'default';
}

function poolNow(
  name: string,
  loads: readonly Load[],
  options: { settings: CapacitySettings; measured: Measured | undefined },
): PoolNow {
  const { settings, measured } = options;
  const use = (resource: CapacityResource) => {
    const used = usedOf(resource, loads, measured);
    return {
      allocatable: sum(loads, ({ node }) => node[resource]),
      requested: sum(loads, ({ requested }) => requested[resource]),
      ...(used !== undefined && { used }),
    };
  };
  const open = loads.filter(isOpen);
  return {
    name,
    nodes: loads.length,
    schedulable: open.length,
    cpu: use('cpu'),
    memory: use('memory'),
    pods: use('pods'),
    headroom: headroomOf(open, settings.preview),
  };
}

/** Known only if every node of the pool was measured. */
function usedOf(
  resource: CapacityResource,
  loads: readonly Load[],
  measured: Measured | undefined,
): number | undefined {
  if (
    resource === 'pods' ||
    !measured ||
    !loads.every(({ node }) => measured.has(node.name))
  ) {
    return undefined;
  }
  return sum(loads, ({ node }) => measured.get(node.name)?.[resource] ?? 0);
}

function isOpen({ node }: Load): boolean {
  return node.isReady && !node.isCordoned;
}

function headroomOf(
  loads: readonly Load[],
  preview: CapacitySettings['preview'],
): PoolNow['headroom'] {
  const need: Amounts = {
    cpu: quantityToNumber(preview.requests.cpu) ?? 0,
    memory: quantityToNumber(preview.requests.memory) ?? 0,
    pods: preview.pods,
  };
  const fits = (
    { node, requested }: Load,
    resources: readonly CapacityResource[],
  ) =>
    Math.max(
      0,
      Math.min(
        ...resources.map(one =>
          need[one] > 0
            ? Math.floor((node[one] - requested[one]) / need[one] + 1e-9)
            : Infinity,
        ),
      ),
    );
  const previews = sum(loads, load => fits(load, CAPACITY_RESOURCES));
  const alone = CAPACITY_RESOURCES.map(
    one => [one, sum(loads, load => fits(load, [one]))] as const,
  ).sort(([, a], [, b]) => a - b);
  const [scarcest] = alone;
  return {
    tier: 's',
    previews: Number.isFinite(previews) ? previews : 0,
    ...(loads.length > 0 && { limitedBy: scarcest[0] }),
    method: METHOD,
  };
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}
