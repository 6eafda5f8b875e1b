import { KubernetesApiError } from './errors';
import type { ResourceType } from './types';

interface GroupList {
  groups: { versions: { groupVersion: string }[] }[];
}

interface ResourceList {
  resources: {
    name: string;
    kind: string;
    namespaced: boolean;
    verbs: string[];
  }[];
}

/**
 * Every kind in namespaces that can be listed, once each.
 *
 * @internal
 */
export async function discoverNamespaced(
  get: <T>(path: string) => Promise<T>,
): Promise<ResourceType[]> {
  const { groups } = await get<GroupList>('/apis');
  const served = groups.flatMap(({ versions }) =>
    versions.map(({ groupVersion }) => groupVersion),
  );
  const lists = await Promise.all(
    ['v1', ...served].map(async groupVersion => ({
      groupVersion,
      list: await orGone(
        get<ResourceList>(
          groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`,
        ),
      ),
    })),
  );
  const types = new Map<string, ResourceType>();
  for (const { groupVersion, list } of lists) {
    const [version, group = ''] = groupVersion.split('/').reverse();
    for (const { name, kind, namespaced, verbs } of list.resources) {
      const key = `${group}/${name}`;
      // The first version of a group is the one that it prefers.
      if (namespaced && verbs.includes('list') && !types.has(key)) {
        types.set(key, { group, version, plural: name, kind });
      }
    }
  }
  return [...types.values()];
}

/** A version that was served a moment ago, and is not any more, has no kinds. */
async function orGone(answer: Promise<ResourceList>): Promise<ResourceList> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 404) {
      return { resources: [] };
    }
    throw error;
  }
}
