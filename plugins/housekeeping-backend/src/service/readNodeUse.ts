import {
  quantityToNumber,
  type CapacityView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  type KubernetesClient,
  type ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Measured } from '../domain/capacity/pools';
import { TYPES } from '../domain/kinds/resourceTypes';

/** Milliseconds. */
const TIMEOUT = 3_000;

/** What nodes use, or why that is not known. */
export interface NodeUse {
  measured?: Measured;
  /** Why it is not known. */
  why?: string;
}

interface NodeMetrics extends KubernetesObject {
  usage?: { cpu?: string; memory?: string };
}

/**
 * Asks the metrics API, which is an add-on: without it, only what is requested is
 * known.
 *
 * @param type - where nodes' metrics are; given in tests of a cluster without it
 */
export async function readNodeUse(
  reader: Pick<KubernetesClient, 'list'>,
  type: ResourceType = TYPES.NodeMetrics,
): Promise<NodeUse> {
  try {
    const items = await reader.list<NodeMetrics>(type, { timeout: TIMEOUT });
    return { measured: new Map(items.flatMap(entryOf)) };
  } catch (error) {
    return {
      why:
        error instanceof KubernetesApiError && error.statusCode === 404
          ? 'it has no metrics API (metrics-server)'
          : (error as Error).message,
    };
  }
}

/** One that cannot be read was not measured; it does not use nothing. */
function entryOf({
  metadata,
  usage,
}: NodeMetrics): Array<[string, { cpu: number; memory: number }]> {
  const cpu = quantityToNumber(usage?.cpu ?? '');
  const memory = quantityToNumber(usage?.memory ?? '');
  return metadata?.name && cpu !== undefined && memory !== undefined
    ? [[metadata.name, { cpu, memory }]]
    : [];
}

/** The same for people. */
export function inWords(
  { measured, why }: NodeUse,
  nodes: ReadonlyArray<{ name: string }>,
): CapacityView['clusters'][number]['metrics'] {
  if (!measured) {
    return {
      available: false,
      message: `Only what is requested is known, not what is used: ${why}`,
    };
  }
  const count = nodes.filter(({ name }) => measured.has(name)).length;
  return {
    available: true,
    message:
      count === nodes.length
        ? 'Use is measured'
        : `Use is measured on ${count} of ${nodes.length} nodes; what a pool uses is told where all of its nodes are`,
  };
}
