import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type {
  CleanableRef,
  Confirmation,
  DeleteObjectInput,
  HousekeepingPlan,
  HousekeepingResult,
  HousekeepingVerb,
  ProtectObjectInput,
  RenewObjectInput,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  changed,
  KubernetesApiError,
  requireClear,
  toBackstageError,
  type CachedKind,
  type Cluster,
  type FairwayClusters,
  type KubernetesClient,
  type UserCredentials,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Request } from 'express';
import {
  changes,
  deletionFindings,
  linesOf,
  type Change,
  type ChangeVerb,
} from '../domain/change/change';
import type { Verdict } from '../domain/evaluate/evaluate';
import type { ObjectFacts } from '../domain/kinds/facts';
import { jobKind } from '../domain/kinds/jobs';
import { claimKind, namespaceKind } from '../domain/kinds/others';
import { podKind } from '../domain/kinds/pods';
import type { Settings } from '../domain/settings/settings';
import type { Deletions } from './Deletions';
import type { Evaluations } from './Evaluations';
import type { Gate } from './Gate';
import type { Rechecks } from './Rechecks';

const FIELD_MANAGER = 'fairway-housekeeping';

/** Who asks, and by which request if it came by one. */
export interface Caller {
  credentials: BackstageCredentials;
  request?: Request;
}

interface ChangesOptions {
  auditor: AuditorService;
  clusters: FairwayClusters;
  deletions: Deletions;
  evaluations: Evaluations;
  gate: Gate;
  rechecks: Rechecks;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

interface Inputs {
  renew: RenewObjectInput;
  protect: ProtectObjectInput;
}

/** An object that a person may do something with, read afresh. */
interface Target {
  cluster: Cluster;
  ref: CleanableRef;
  actor: string;
  object: ObjectFacts;
  /** The API server, as it is written to for this person. */
  client: KubernetesClient;
}

const KINDS: Record<CleanableRef['kind'], CachedKind<ObjectFacts>> = {
  Pod: podKind,
  Job: jobKind,
  PersistentVolumeClaim: claimKind,
  Namespace: namespaceKind,
};

/** What people ask of single objects: to keep them, or to let them go now. */
export class Changes {
  private constructor(private readonly options: ChangesOptions) {}

  static create(options: ChangesOptions): Changes {
    return new Changes(options);
  }

  /** What a change would be. Writes nothing. */
  async plan<V extends ChangeVerb>(
    verb: V,
    input: Inputs[V],
    { credentials }: Caller,
  ): Promise<HousekeepingPlan> {
    return explained(async () => {
      const target = await this.find(verb, input, credentials);
      return describe(verb, target, this.change(verb, input, target, ''));
    });
  }

  /** Does it, if nothing changed since the review. */
  async apply<V extends ChangeVerb>(
    verb: V,
    input: Inputs[V] & Confirmation,
    caller: Caller,
  ): Promise<HousekeepingResult> {
    return this.attempt(verb, input, caller, async (target, note) => {
      const { client, ref, object } = target;
      const change = this.change(verb, input, target, input.reason);
      const plan = describe(verb, target, change);
      requireClear(plan, input);
      if (plan.noop) {
        note({ outcome: 'unchanged' });
        return { ...ref, outcome: 'unchanged', message: 'It is so already' };
      }
      const { labels, annotations } = change;
      note({
        before: show(object),
        after: { labels, annotations },
        writtenAs: client.actsAs,
      });
      await client.patch(
        pathOf(ref),
        {
          type: 'application/merge-patch+json',
          body: {
            metadata: { labels, annotations, resourceVersion: plan.version },
          },
        },
        { fieldManager: FIELD_MANAGER },
      );
      note({ outcome: 'applied' });
      return { ...ref, outcome: 'applied', message: plan.summary };
    });
  }

  /** What would go. Writes nothing. */
  async planDelete(
    input: DeleteObjectInput,
    { credentials }: Caller,
  ): Promise<HousekeepingPlan> {
    return explained(async () => {
      const target = await this.find('delete', input, credentials);
      return describeDeletion(target, await this.verdictOf(target));
    });
  }

  /** Deletes exactly what was reviewed, whatever its deadline. */
  async delete(
    input: DeleteObjectInput & Confirmation,
    caller: Caller,
  ): Promise<HousekeepingResult> {
    return this.attempt('delete', input, caller, async (target, note) => {
      const { cluster, ref, actor, client } = target;
      const verdict = await this.verdictOf(target);
      requireClear(describeDeletion(target, verdict), input);
      note({ before: show(verdict.object), writtenAs: client.actsAs });
      const done = await this.options.deletions.delete(cluster, verdict, {
        client,
        ground: {
          actor,
          rule: 'asked for',
          evidence: [
            `${actor} asked for it: ${input.reason}`,
            `Rule ${verdict.rule.id} had found it: ${verdict.why()}`,
          ],
        },
      });
      if ('message' in done) {
        throw changed(done.message);
      }
      note({ outcome: done.outcome });
      return {
        ...ref,
        outcome: 'applied',
        message: `${ref.kind} ${ref.name} is being deleted`,
      };
    });
  }

  private async attempt(
    verb: HousekeepingVerb,
    input: CleanableRef & Confirmation,
    { credentials, request }: Caller,
    work: (
      target: Target,
      note: (more: JsonObject) => void,
    ) => Promise<HousekeepingResult>,
  ): Promise<HousekeepingResult> {
    const { auditor, evaluations, viewers } = this.options;
    const { user } = await viewers.refsOf(viewers.requireUser(credentials));
    const { cluster, namespace, kind, name, reason } = input;
    const intent = {
      eventId: 'housekeeping-change',
      ...{ actor: user, verb, cluster, namespace, kind, name, reason, request },
    };
    return audited(auditor, intent, note =>
      explained(async () => {
        const target = await this.find(verb, input, credentials);
        const result = await work(target, note);
        evaluations.forget(cluster);
        return result;
      }),
    );
  }

  private change<V extends ChangeVerb>(
    verb: V,
    input: Inputs[V],
    { object, actor }: Target,
    reason: string,
  ): Change {
    const { now, settings } = this.options;
    const context = { actor, reason, now: now(), settings };
    const change = changes[verb] as (
      object: ObjectFacts,
      input: Inputs[V],
      context: object,
    ) => Change;
    return change(object, input, context);
  }

  /** @throws ConflictError if no rule is about it, so that it is not to be deleted here */
  private async verdictOf({ cluster, ref, object }: Target): Promise<Verdict> {
    const verdict = await this.options.rechecks.afresh(cluster, ref);
    if (!verdict?.state || verdict.object.uid !== object.uid) {
      throw new ConflictError(
        `No rule finds ${ref.kind} ${ref.namespace}/${ref.name}: ${
          verdict?.why() ?? 'none looks at it'
        }`,
      );
    }
    return verdict;
  }

  /** Permission first, then a fresh look: whoever may not learns nothing. */
  private async find(
    verb: HousekeepingVerb,
    input: CleanableRef,
    credentials: BackstageCredentials,
  ): Promise<Target> {
    const { viewers, gate, clusters } = this.options;
    const user = viewers.requireUser(credentials);
    const { cluster: clusterName, namespace, kind, name } = input;
    const ref = { cluster: clusterName, namespace, kind, name };
    await gate.require(verb, ref, user);
    const cluster = await clusters.get(clusterName);
    const object = KINDS[kind].project(await cluster.reader.get(pathOf(ref)));
    if (object.deletingSince) {
      throw new ConflictError(`${kind} ${name} is being deleted already`);
    }
    const { user: actor } = await viewers.refsOf(user);
    const client = await this.clientFor(cluster, kind, user);
    return { cluster, ref, actor, object, client };
  }

  /** Nobody has rights on namespaces as such: the portal's account has, fenced. */
  private async clientFor(
    cluster: Cluster,
    kind: CleanableRef['kind'],
    user: UserCredentials,
  ): Promise<KubernetesClient> {
    if (kind === 'Namespace') {
      return cluster.operator;
    }
    const { viewers, clusters } = this.options;
    const { user: userEntityRef, ownership: ownershipEntityRefs } =
      await viewers.refsOf(user);
    return cluster.actingFor(
      clusters.identityOf({ userEntityRef, ownershipEntityRefs }),
    );
  }
}

function pathOf({ kind, namespace, name }: CleanableRef) {
  const { type } = KINDS[kind];
  return kind === 'Namespace' ? { type, name } : { type, namespace, name };
}

function describe(
  verb: ChangeVerb,
  { ref, object }: Target,
  change: Change,
): HousekeepingPlan {
  const reasons = linesOf(change);
  return {
    action: verb,
    ...ref,
    summary: change.summary,
    reasons,
    findings: [],
    noop: reasons.length === 0,
    version: object.resourceVersion,
  };
}

function describeDeletion({ ref }: Target, verdict: Verdict): HousekeepingPlan {
  const deletion = verdict.matched?.deletion();
  const verb = deletion?.how === 'evict' ? 'Evict' : 'Delete';
  return {
    action: 'delete',
    ...ref,
    summary: `${verb} ${ref.kind} ${ref.name} now`,
    reasons: [
      ...(verdict.matched?.evidence() ?? []),
      ...(deletion ? [deletion.message] : []),
    ],
    findings: deletionFindings(verdict),
    noop: false,
    version: verdict.object.resourceVersion,
  };
}

function show({ labels, annotations }: ObjectFacts): JsonObject {
  return { labels: { ...labels }, annotations: { ...annotations } };
}

/** In the errors that Backstage answers with a fitting status. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 409) {
      throw changed(error.message, error);
    }
    throw toBackstageError(error);
  }
}
