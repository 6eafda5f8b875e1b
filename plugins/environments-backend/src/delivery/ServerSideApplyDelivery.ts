import { InputError } from '@backstage/errors';
import {
  KubernetesApiError,
  type Cluster,
  type DeliveredObject,
  type Delivery,
  type KubernetesClient,
  type ObjectPath,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { setTimeout as sleep } from 'node:timers/promises';
import { groupOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { allowedType, orderOf } from '../domain/preview/objects/kinds';

const FIELD_MANAGER = 'fairway-previews';
/** Milliseconds for everything together; the next pass goes on. */
const TIMEOUT = 60_000;
/** Milliseconds until a Job that was deleted is gone. */
const GONE_AFTER = 10_000;
const LOOK_AGAIN = 200;

/**
 * Server-side apply of what a preview shall hold, and deletion of what an
 * earlier delivery left. Never reads an object: a patch that changes nothing
 * tells its UID, and patches are what the fence of the operator judges.
 */
export class ServerSideApplyDelivery implements Delivery {
  readonly name = 'server-side-apply';

  private constructor() {}

  static create(): ServerSideApplyDelivery {
    return new ServerSideApplyDelivery();
  }

  async deliver(
    cluster: Cluster,
    options: {
      namespace: string;
      objects: readonly KubernetesObject[];
      previous: readonly DeliveredObject[];
      signal?: AbortSignal;
    },
  ): Promise<DeliveredObject[]> {
    const { namespace, objects, previous } = options;
    const signal = AbortSignal.any([
      AbortSignal.timeout(TIMEOUT),
      ...(options.signal ? [options.signal] : []),
    ]);
    const targets = [...objects]
      .sort((one, other) => orderOf(one) - orderOf(other))
      .map(object => targetOf(object, namespace));
    const wanted = new Set(objects.map(keyOf));
    // Before anything is applied: what a name in an inventory means is certain.
    const superfluous = previous
      .filter(object => !wanted.has(keyOf(object)))
      .map(object => pathOf(object, namespace))
      .reverse();
    const applied: DeliveredObject[] = [];
    for (const target of targets) {
      applied.push(await applyOne(cluster.operator, target, signal));
    }
    for (const path of superfluous) {
      await removeOne(cluster.operator, path, signal);
    }
    return applied;
  }
}

interface Target {
  path: ObjectPath;
  object: KubernetesObject;
}

/** Group, kind and name: another version is the same object. */
function keyOf(object: DeliveredObject | KubernetesObject): string {
  const { apiVersion, kind } = object;
  const name = 'name' in object ? object.name : object.metadata?.name;
  return [groupOf(apiVersion), kind, name].join('/');
}

function targetOf(object: KubernetesObject, namespace: string): Target {
  const { apiVersion = '', kind = '', metadata } = object;
  const path = pathOf(
    { apiVersion, kind, name: metadata?.name ?? '' },
    namespace,
  );
  if (metadata?.namespace !== namespace) {
    throw new InputError(
      `${kind} '${path.name}' is for namespace '${metadata?.namespace}', not for '${namespace}'`,
    );
  }
  return { path, object };
}

/** @throws InputError for a kind that no preview has */
function pathOf(
  { apiVersion, kind, name }: DeliveredObject,
  namespace: string,
): ObjectPath {
  const type = allowedType(apiVersion, kind);
  if (!type || name === '') {
    throw new InputError(
      `${kind} '${name}' (${apiVersion}) is none of the objects that a preview may have`,
    );
  }
  return { type, namespace, name };
}

async function applyOne(
  client: KubernetesClient,
  target: Target,
  signal: AbortSignal,
): Promise<DeliveredObject> {
  try {
    return await apply(client, target, signal);
  } catch (error) {
    if (target.path.type.kind === 'Job' && isImmutable(error)) {
      // A Job is one run of one template: another template is another run.
      await removeOne(client, target.path, signal);
      await waitUntilGone(client, target.path, signal);
      return apply(client, target, signal);
    }
    throw inWords(error, target.path);
  }
}

async function apply(
  client: KubernetesClient,
  { path, object }: Target,
  signal: AbortSignal,
): Promise<DeliveredObject> {
  const { apiVersion = '', kind = '' } = object;
  const { metadata } = await client.patch<KubernetesObject>(
    path,
    { type: 'application/apply-patch+yaml', body: object },
    { fieldManager: FIELD_MANAGER, force: true, signal },
  );
  const generation = metadata?.generation;
  return {
    ...{ apiVersion, kind, name: path.name },
    ...(generation !== undefined && { generation }),
  };
}

/** The very object that is there now; gone is fine. */
async function removeOne(
  client: KubernetesClient,
  path: ObjectPath,
  signal: AbortSignal,
): Promise<void> {
  const uid = await uidOf(client, path, signal);
  if (!uid) {
    return;
  }
  try {
    await client.delete(path, { uid }, { signal });
  } catch (error) {
    // Made anew in between: then it is somebody else's.
    if (!hasStatus(error, 404, 409)) {
      throw inWords(error, path);
    }
  }
}

async function uidOf(
  client: KubernetesClient,
  path: ObjectPath,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { metadata } = await client.patch<KubernetesObject>(
      path,
      { type: 'application/merge-patch+json', body: {} },
      { fieldManager: FIELD_MANAGER, dryRun: true, signal },
    );
    return metadata?.uid;
  } catch (error) {
    if (hasStatus(error, 404)) {
      return undefined;
    }
    throw inWords(error, path);
  }
}

async function waitUntilGone(
  client: KubernetesClient,
  path: ObjectPath,
  signal: AbortSignal,
): Promise<void> {
  const until = Date.now() + GONE_AFTER;
  while (await uidOf(client, path, signal)) {
    if (Date.now() > until) {
      throw new Error(
        `Job '${path.name}' is still being deleted; it is made anew when it is gone`,
      );
    }
    await sleep(LOOK_AGAIN, undefined, { signal });
  }
}

/** The API server's answer, with the object that it is about and what to do. */
function inWords(
  error: unknown,
  { type, name, namespace }: ObjectPath,
): unknown {
  if (!(error instanceof KubernetesApiError)) {
    return error;
  }
  const object = `${type.kind} '${name}'`;
  if (isImmutable(error)) {
    return new InputError(
      `${object} differs from what runs in a field that cannot be changed: ${error.message}. Delete the preview and redeploy it, or give the object another name`,
    );
  }
  if (isUnknownResource(error)) {
    return new InputError(
      `${object} cannot be applied: cluster '${error.cluster}' does not know ${type.kind} (${type.group}/${type.version})`,
    );
  }
  return isAboutObject(error)
    ? new InputError(
        `${object} is refused by cluster '${error.cluster}': ${error.message}`,
      )
    : withPlace(error, `${object} in ${namespace}`);
}

function withPlace(
  error: KubernetesApiError,
  place: string,
): KubernetesApiError {
  const { cluster, statusCode, reason, causes, message } = error;
  return new KubernetesApiError({
    cluster,
    statusCode,
    reason,
    causes,
    message: `${place}: ${message}`,
  });
}

function isImmutable(error: unknown): boolean {
  return (
    error instanceof KubernetesApiError &&
    error.statusCode === 422 &&
    /immutable|may not be changed|may not change once set|updates to .* are forbidden/i.test(
      error.message,
    )
  );
}

/**
 * The same would come of it again. What server-side apply cannot read at all is
 * answered as the server's own failure.
 */
function isAboutObject(error: KubernetesApiError): boolean {
  return (
    hasStatus(error, 400, 422) ||
    error.message.startsWith('failed to create typed patch object')
  );
}

/** Not the object is missing, nor its namespace, but the whole kind. */
function isUnknownResource(error: KubernetesApiError): boolean {
  return (
    error.statusCode === 404 &&
    /could not find the requested resource|404 page not found/.test(
      error.message,
    )
  );
}

function hasStatus(error: unknown, ...codes: number[]): boolean {
  return (
    error instanceof KubernetesApiError && codes.includes(error.statusCode)
  );
}
