import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { GOLDEN_PATH_FIELD_MANAGER } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  KubernetesClient,
  ObjectPath,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  placeOf,
  textOf,
  type Manifest,
  type PodPlacement,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesObject } from '@kubernetes/client-node';
import { prepareForApply } from '../domain/apply/prepare';
import { belongsTo, ownerWords } from '../domain/preflight/collisions';
import {
  isOfRights,
  type Answer,
  type Origin,
} from '../domain/preflight/facts';
import { answerOf, lookAt } from './calls';
import { Discovery, pathOf } from './Discovery';
import type { People } from './People';

/** What is to be applied. @public */
export interface ApplyRequest {
  cluster: string;
  namespace: string;
  objects: readonly unknown[];
  /** Id of the task: what it made before is its own. */
  run: string;
  /** Default `fairway-golden-path`. */
  fieldManager?: string;
  /** Take over what others made or manage. */
  takeOwnership?: boolean;
  /** Say what would be done, and do nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
  /** Told of each object as it is applied. */
  onApplied?: (applied: AppliedObject) => void;
}

/** An object that was applied. @public */
export interface AppliedObject {
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
  uid: string;
  outcome: 'created' | 'configured' | 'unchanged';
}

interface Target {
  object: Manifest;
  path: ObjectPath;
  existing?: KubernetesObject;
}

/**
 * Server-side apply as a person. Nothing is applied unless all of it would be
 * taken; what is there and is not of golden paths is left alone; nothing is ever
 * deleted. The same call again changes nothing.
 *
 * @public
 */
export class Applier {
  private constructor(
    private readonly options: { people: People; placement?: PodPlacement },
    private readonly discovery: Discovery,
  ) {}

  static create(options: {
    people: People;
    placement?: PodPlacement;
  }): Applier {
    return new Applier(options, Discovery.create());
  }

  /**
   * @throws InputError listing every object that is refused; ConflictError
   *   listing those that others own; NotAllowedError if rights are all that is
   *   missing; NotFoundError if the cluster does not serve a kind
   */
  async apply(
    request: ApplyRequest,
    credentials: BackstageCredentials,
  ): Promise<AppliedObject[]> {
    const { people, placement } = this.options;
    const { client, person } = await people.at(request.cluster, credentials);
    const origin: Origin = { person, run: request.run };
    const objects = prepareForApply(request.objects, { origin, placement });
    const targets = await this.targets(objects, { ...request, client });
    requireOwn(targets, { ...request, origin });
    await rehearse(targets, { ...request, client });
    if (request.dryRun) {
      return targets.map(expected);
    }
    const applied: AppliedObject[] = [];
    for (const target of targets) {
      const one = await applyOne(target, { ...request, client });
      applied.push(one);
      request.onApplied?.(one);
    }
    return applied;
  }

  private async targets(
    objects: readonly Manifest[],
    {
      client,
      cluster,
      namespace,
      signal,
    }: ApplyRequest & { client: KubernetesClient },
  ): Promise<Target[]> {
    return Promise.all(
      objects.map(async object => {
        const type = await this.discovery.typeOf({ client, cluster }, object);
        if (!type) {
          throw new NotFoundError(
            `objects: ${placeOf(object)}: cluster '${cluster}' serves no ${
              object.kind
            } (${object.apiVersion})`,
          );
        }
        const stated = textOf(object.metadata?.namespace);
        if (type.namespaced && stated && stated !== namespace) {
          throw new InputError(
            `objects: ${placeOf(
              object,
            )} is for namespace '${stated}', not for '${namespace}'`,
          );
        }
        const path = pathOf(type, object, namespace);
        return {
          object,
          path,
          existing: await lookAt(client, path, { signal }),
        };
      }),
    );
  }
}

/** What others made is never taken over unasked, even if every field agrees. */
function requireOwn(
  targets: readonly Target[],
  options: ApplyRequest & { origin: Origin },
): void {
  const { origin, fieldManager, takeOwnership } = options;
  const others = targets.filter(
    ({ existing }) =>
      existing && belongsTo(existing, origin, fieldManager) === 'others',
  );
  if (others.length > 0 && !takeOwnership) {
    const list = others.map(
      ({ object, existing }) => `${placeOf(object)} ${ownerWords(existing!)}`,
    );
    throw new ConflictError(
      `Nothing was applied, as this is there already: ${list.join(
        '; ',
      )}. Choose another name, or set takeOwnership to take it over`,
    );
  }
}

type Sending = ApplyRequest & { client: KubernetesClient };

/** All of it is tried before any of it is done, so that nothing is left half made. */
async function rehearse(
  targets: readonly Target[],
  sending: Sending,
): Promise<void> {
  const answers = await Promise.all(
    targets.map(async target => ({
      target,
      answer: await answerOf(send(target, sending, { dryRun: true })),
    })),
  );
  const refusals = answers.flatMap(({ target, answer }) =>
    answer.said === 'refused' ? { target, answer } : [],
  );
  if (refusals.length > 0) {
    const lines = refusals.map(
      ({ target, answer }) => `${placeOf(target.object)}: ${answer.message}`,
    );
    const message = `Nothing was applied, as cluster '${
      sending.cluster
    }' refuses ${refusals.length} of ${targets.length} objects: ${lines.join(
      '; ',
    )}`;
    throw refusalOf(
      message,
      refusals.map(({ answer }) => answer),
    );
  }
}

type Refusal = Extract<Answer, { said: 'refused' }>;

/** What somebody else may do is told apart from what nobody can. */
function refusalOf(message: string, answers: readonly Refusal[]): Error {
  if (answers.every(({ status }) => status === 409)) {
    return new ConflictError(
      `${message}. Set takeOwnership to take these fields over`,
    );
  }
  return answers.every(isOfRights)
    ? new NotAllowedError(message)
    : new InputError(message);
}

function send(
  { object, path }: Target,
  { client, fieldManager, takeOwnership, signal }: Sending,
  { dryRun }: { dryRun: boolean },
): Promise<KubernetesObject> {
  return client.patch(
    path,
    { type: 'application/apply-patch+yaml', body: object },
    {
      dryRun,
      fieldManager: fieldManager ?? GOLDEN_PATH_FIELD_MANAGER,
      force: takeOwnership,
      signal,
    },
  );
}

async function applyOne(
  target: Target,
  sending: Sending,
): Promise<AppliedObject> {
  const { existing } = target;
  const answer = await send(target, sending, { dryRun: false });
  return {
    ...expected(target),
    uid: answer.metadata?.uid ?? '',
    outcome: outcomeOf(existing, answer),
  };
}

/** What will probably come of it. */
function expected({ object, path, existing }: Target): AppliedObject {
  return {
    apiVersion: object.apiVersion ?? '',
    kind: path.type.kind,
    ...(path.namespace && { namespace: path.namespace }),
    name: path.name,
    uid: existing?.metadata?.uid ?? '',
    outcome: existing ? 'configured' : 'created',
  };
}

function outcomeOf(
  before: KubernetesObject | undefined,
  after: KubernetesObject,
): AppliedObject['outcome'] {
  if (!before || before.metadata?.uid !== after.metadata?.uid) {
    return 'created';
  }
  return before.metadata?.resourceVersion === after.metadata?.resourceVersion
    ? 'unchanged'
    : 'configured';
}
