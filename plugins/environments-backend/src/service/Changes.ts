import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  environmentPatch,
  type Confirmation,
  type DeleteEnvironmentInput,
  type EnvironmentPlan,
  type EnvironmentRef,
  type EnvironmentResult,
  type EnvironmentVerb,
  type Finding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  changed,
  KubernetesApiError,
  requireClear,
  toBackstageError,
  type Cluster,
  type FairwayClusters,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import {
  changes,
  type Change,
  type ChangeInputs,
  type ChangeVerb,
} from '../domain/change/change';
import { finding } from '../domain/plan/finding';
import { TYPES } from '../domain/kinds/resourceTypes';
import type { Settings } from '../domain/settings/settings';
import type { Known } from '../domain/view/environmentView';
import type { Deletions } from './Deletions';
import type { Gate } from './Gate';
import type { Observer } from './Observer';
import type { Passes } from './Passes';

/** Who asks, and by which request if it came by one. */
export interface Caller {
  credentials: BackstageCredentials;
  request?: Request;
}

interface ChangesOptions {
  auditor: AuditorService;
  clusters: FairwayClusters;
  deletions: Deletions;
  gate: Gate;
  observer: Observer;
  passes: Passes;
  settings: Settings;
  viewers: Viewers;
  now: () => Date;
}

/** An environment that a person may do something with, read afresh. */
interface Target {
  cluster: Cluster;
  known: Known;
  actor: string;
}

/**
 * What people ask of environments: the contract is changed, and the very planner
 * of the loop makes it so at once.
 */
export class Changes {
  private constructor(private readonly options: ChangesOptions) {}

  static create(options: ChangesOptions): Changes {
    return new Changes(options);
  }

  /** What a change would be. Writes nothing. */
  async plan<V extends ChangeVerb>(
    verb: V,
    input: ChangeInputs[V],
    { credentials }: Caller,
  ): Promise<EnvironmentPlan> {
    const target = await this.find(verb, input, credentials);
    const change = this.change(verb, input, { ...target, reason: '' });
    return this.describe(verb, target, change);
  }

  /** Does it, if nothing changed since the review. */
  async apply<V extends ChangeVerb>(
    verb: V,
    input: ChangeInputs[V] & Confirmation,
    caller: Caller,
  ): Promise<EnvironmentResult> {
    return this.attempt(verb, input, caller, async (target, note) => {
      const { cluster, known } = target;
      const { reason } = input;
      const change = this.change(verb, input, { ...target, reason });
      const plan = this.describe(verb, target, change);
      requireClear(plan, input);
      const { name } = known.observed.environment;
      const result = { cluster: cluster.name, namespace: name, problems: [] };
      if (plan.noop) {
        note({ outcome: 'unchanged' });
        return {
          ...result,
          outcome: 'unchanged',
          message: 'It is so already',
        };
      }
      note({ before: show(known), after: patchOf(known, change) });
      await cluster.operator.patch(
        { type: TYPES.Namespace, name },
        {
          type: 'application/merge-patch+json',
          body: {
            metadata: {
              ...patchOf(known, change),
              resourceVersion: plan.version,
            },
          },
        },
        { fieldManager: 'fairway-environments' },
      );
      const problems = await this.options.passes.settle(cluster, name);
      note({ outcome: 'applied', ...(problems.length > 0 && { problems }) });
      return {
        ...result,
        outcome: 'applied',
        message: plan.summary,
        problems,
      };
    });
  }

  /** What would go. Writes nothing. */
  async planDelete(
    input: DeleteEnvironmentInput,
    { credentials }: Caller,
  ): Promise<EnvironmentPlan> {
    return describeDeletion(await this.find('delete', input, credentials));
  }

  /** Deletes exactly what was reviewed, with all that is in it. */
  async delete(
    input: DeleteEnvironmentInput & Confirmation,
    caller: Caller,
  ): Promise<EnvironmentResult> {
    return this.attempt('delete', input, caller, async (target, note) => {
      const { cluster, known, actor } = target;
      const plan = describeDeletion(target);
      requireClear(plan, input);
      note({ before: show(known) });
      const { namespace } = known.observed;
      const done = await this.options.deletions.delete(cluster, namespace, {
        actor,
        rule: 'asked for',
        evidence: [`${actor} asked for it: ${input.reason}`],
      });
      if ('message' in done) {
        throw changed(done.message);
      }
      note({ outcome: done.outcome });
      return {
        outcome: 'applied',
        cluster: cluster.name,
        namespace: namespace.name,
        message: `${namespace.name} is being deleted`,
        problems: [],
      };
    });
  }

  private async attempt(
    verb: EnvironmentVerb,
    input: EnvironmentRef & Confirmation,
    { credentials, request }: Caller,
    work: (
      target: Target,
      note: (more: JsonObject) => void,
    ) => Promise<EnvironmentResult>,
  ): Promise<EnvironmentResult> {
    const { auditor, viewers } = this.options;
    const { user } = await viewers.refsOf(viewers.requireUser(credentials));
    const { cluster, namespace, reason } = input;
    const intent = { actor: user, verb, cluster, namespace, reason, request };
    return audited(
      auditor,
      { ...intent, eventId: 'environment-change' },
      async note => {
        try {
          const target = await this.find(verb, input, credentials);
          return await work(target, note);
        } catch (error) {
          if (error instanceof KubernetesApiError && error.statusCode === 409) {
            throw changed(error.message, error);
          }
          throw toBackstageError(error);
        }
      },
    );
  }

  private change<V extends ChangeVerb>(
    verb: V,
    input: ChangeInputs[V],
    { known, actor, reason }: Target & { reason: string },
  ): Change {
    const { now, settings } = this.options;
    return changes[verb](known.observed.environment, input, {
      now: now(),
      actor,
      reason,
      settings,
    });
  }

  private describe(
    verb: ChangeVerb,
    { known }: Target,
    change: Change,
  ): EnvironmentPlan {
    const { environment, namespace } = known.observed;
    const patch = environmentPatch(environment, change.after);
    const { labels = {}, annotations = {} } = patch;
    const lines = Object.entries({ ...labels, ...annotations });
    return {
      action: verb,
      cluster: known.cluster,
      namespace: namespace.name,
      summary: change.summary,
      reasons: lines.map(([key, value]) =>
        value === null ? `Remove ${key}` : `Set ${key} to ${value}`,
      ),
      findings: change.findings,
      noop: lines.length === 0,
      version: namespace.resourceVersion,
    };
  }

  /**
   * Permission first, then a fresh look: whoever may not learns nothing.
   *
   * @throws NotFoundError if the namespace is not an environment of this portal
   */
  private async find(
    verb: EnvironmentVerb,
    { cluster: clusterName, namespace }: EnvironmentRef,
    credentials: BackstageCredentials,
  ): Promise<Target> {
    const { viewers, gate, clusters, observer } = this.options;
    const user = viewers.requireUser(credentials);
    await gate.require(verb, { cluster: clusterName, namespace }, user);
    const cluster = await clusters.get(clusterName);
    const found = await observer.afresh(cluster, namespace);
    if (!found) {
      throw new NotFoundError(
        `${namespace} in cluster ${clusterName} is not an environment of this portal`,
      );
    }
    if (!('known' in found)) {
      throw new ConflictError(
        `${namespace} is left alone: ${found.problems.join('; ')}`,
      );
    }
    if (found.namespace.deletingSince) {
      throw new ConflictError(`${namespace} is being deleted already`);
    }
    const { user: actor } = await viewers.refsOf(user);
    return { cluster, known: found.known, actor };
  }
}

function describeDeletion({ known }: Target): EnvironmentPlan {
  const { namespace, scalables, cronJobs, environment } = known.observed;
  const { claims } = known;
  const findings: Finding[] = [];
  if (claims.length > 0) {
    findings.push(
      finding(
        'data',
        `The data of ${
          claims.length === 1 ? 'a volume' : `${claims.length} volumes`
        } is lost: ${claims.map(({ name }) => name).join(', ')}`,
        'confirm',
      ),
    );
  }
  if (environment.protection) {
    const { by, reason } = environment.protection;
    findings.push(
      finding('protected', `It is protected by ${by}: ${reason}`, 'block'),
    );
  }
  return {
    action: 'delete',
    cluster: known.cluster,
    namespace: namespace.name,
    summary: `Delete ${namespace.name} with all that is in it`,
    reasons: [...scalables, ...cronJobs].map(({ name }) => `Delete ${name}`),
    findings,
    noop: false,
    version: namespace.resourceVersion,
  };
}

function patchOf(known: Known, { after }: Change): JsonObject {
  const { labels, annotations } = environmentPatch(
    known.observed.environment,
    after,
  );
  return { ...(labels && { labels }), ...(annotations && { annotations }) };
}

function show({ observed }: Known): JsonObject {
  const { labels, annotations } = observed.namespace;
  return { labels: { ...labels }, annotations: { ...annotations } };
}
