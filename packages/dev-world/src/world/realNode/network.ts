import { existsSync } from 'node:fs';
import { run } from '../../build/run.ts';
import { systemPath } from '../processes.ts';
import type { WorldNetwork, WorldState } from '../types.ts';

/** More worlds than any machine runs; each index has address ranges of its own. */
export const MAX_INDEX = 90;

/** Addresses and names of a world's network; only the node's namespace ever sees most of them. */
export function networkOf(name: string, index: number): WorldNetwork {
  const slug = `fairway-${name}-${index}`;
  return {
    namespace: slug,
    // A link's name has at most 15 characters.
    hostLink: `fairway${index}h`,
    nodeLink: `fairway${index}n`,
    hostAddress: `10.231.${index}.1`,
    nodeAddress: `10.231.${index}.2`,
    cgroup: slug,
  };
}

export const podCIDROf = (index: number) => `10.244.${index}.0/24`;
/** A range per world: the host routes it to the node, and may so reach the ClusterIPs of each. */
export const serviceCIDROf = (index: number) => `10.${100 + index}.0.0/16`;

export const namespaceFile = (network: WorldNetwork) =>
  `/run/netns/${network.namespace}`;

/** Whether another world of this machine, perhaps of another checkout, has this index. */
export function isIndexTaken(index: number): boolean {
  return existsSync(`/sys/class/net/${networkOf('any', index).hostLink}`);
}

const ip = (...args: string[]) =>
  run(['ip', ...args], { env: { ...process.env, PATH: systemPath() } });

/**
 * Makes the node's network namespace and the link to it. kube-proxy and the
 * CNI plugins work inside: the host's own firewall and addresses stay as they
 * are, except for one link and two routes that end with the link.
 */
export async function createNetwork(state: WorldState): Promise<void> {
  const { namespace, hostLink, nodeLink, hostAddress, nodeAddress } =
    state.network;
  await ip('netns', 'add', namespace);
  await ip(
    'link',
    'add',
    hostLink,
    'type',
    'veth',
    'peer',
    'name',
    nodeLink,
    'netns',
    namespace,
  );
  await ip('addr', 'add', `${hostAddress}/30`, 'dev', hostLink);
  await ip('link', 'set', hostLink, 'up');
  await ip('-n', namespace, 'link', 'set', 'lo', 'up');
  await ip(
    '-n',
    namespace,
    'addr',
    'add',
    `${nodeAddress}/30`,
    'dev',
    nodeLink,
  );
  await ip('-n', namespace, 'link', 'set', nodeLink, 'up');
  await ip('-n', namespace, 'route', 'add', 'default', 'via', hostAddress);
  await ip('route', 'add', state.podCIDR, 'via', nodeAddress);
  await ip('route', 'add', state.serviceCIDR, 'via', nodeAddress);
}

/** Removes what `createNetwork` made, as far as it is there. */
export async function removeNetwork(network: WorldNetwork): Promise<void> {
  // The link goes first: as long as it is there, another start sees the index
  // as taken. Its other end and the routes go with it.
  if (await hasOwnLink(network)) {
    await ip('link', 'del', network.hostLink);
  }
  if (existsSync(namespaceFile(network))) {
    await ip('netns', 'del', network.namespace);
  }
}

/**
 * Whether the link is this world's: then its other end is in this world's
 * namespace. What is left of a world may name an index that another checkout's
 * has taken since.
 */
async function hasOwnLink({
  namespace,
  hostLink,
  nodeLink,
}: WorldNetwork): Promise<boolean> {
  if (!existsSync(`/sys/class/net/${hostLink}`)) {
    return false;
  }
  return ip('-n', namespace, 'link', 'show', nodeLink).then(
    () => true,
    () => false,
  );
}
