import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Surroundings } from '../domain/preflight/facts';
import { see, seeAll } from './calls';
import { TYPES } from './types';

/** Whether anything runs where requests are to come from. */
export async function readTraffic(
  reader: KubernetesClient,
  namespace: string,
  { signal }: { signal?: AbortSignal },
): Promise<NonNullable<Surroundings['traffic']>> {
  const [place, pods] = await Promise.all([
    see(reader, { type: TYPES.Namespace, name: namespace }, { signal }),
    seeAll(reader.list(TYPES.Pod, { namespace, signal })),
  ]);
  if (place.is === 'absent') {
    return { namespace, is: 'absent' };
  }
  return { namespace, is: busyness(pods) };
}

function busyness(
  pods: readonly unknown[] | undefined,
): 'unknown' | 'busy' | 'empty' {
  if (!pods) {
    return 'unknown';
  }
  return pods.length > 0 ? 'busy' : 'empty';
}
