import { GOLDEN_PATH_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CallOptions,
  KubernetesClient,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Run } from '../domain/publish/publication';
import { cascadeOf, inOrderOfRemoval } from '../domain/undo/removal';
import { orNone } from './calls';

/** An object that bears the mark of a run. */
export interface ObjectOfRun {
  /** e.g. `Deployment 'web' in payments-dev` */
  title: string;
  remove: () => Promise<void>;
}

/**
 * What bears the mark of a run in a namespace, of every kind that the cluster
 * has, in the order in which it is to be taken away. What is going already is
 * left out.
 *
 * @throws KubernetesApiError if a part of the API does not tell its kinds
 */
export async function objectsOfRun(
  client: KubernetesClient,
  options: { run: Run; namespace: string } & CallOptions,
): Promise<ObjectOfRun[]> {
  const { run, namespace, signal } = options;
  const types = inOrderOfRemoval(await client.namespacedTypes({ signal }));
  const found = await Promise.all(
    types.map(async type => {
      // A kind that the person may not list is one of which they made nothing.
      const items = await orNone(
        client.list<KubernetesObject>(type, { namespace, signal }),
      );
      return items
        .filter(item => isOf(item, run))
        .map(item => ({
          title: `${type.kind} '${item.metadata?.name}' in ${namespace}`,
          remove: () => remove(client, { type, item, namespace, signal }),
        }));
    }),
  );
  return found.flat();
}

function isOf({ metadata = {} }: KubernetesObject, run: Run): boolean {
  const { annotations = {}, ownerReferences = [] } = metadata;
  return (
    annotations[GOLDEN_PATH_ANNOTATIONS.run] === run.id &&
    annotations[GOLDEN_PATH_ANNOTATIONS.createdBy] === run.person &&
    metadata.deletionTimestamp === undefined &&
    // A copy of its owner's annotations: it goes with it.
    !ownerReferences.some(({ controller }) => controller)
  );
}

async function remove(
  client: KubernetesClient,
  options: {
    type: ResourceType;
    item: KubernetesObject;
    namespace: string;
  } & CallOptions,
): Promise<void> {
  const { type, item, namespace, signal } = options;
  const { name = '', uid = '' } = item.metadata ?? {};
  const path = { type, namespace, name };
  const cascade = cascadeOf(type, item);
  if (cascade) {
    await client.patch(
      path,
      { type: 'application/merge-patch+json', body: cascade },
      { signal },
    );
  }
  await client.delete(path, { uid }, { signal });
}
