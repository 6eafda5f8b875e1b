import type { AuditorService } from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import {
  stringifyWorkspaceRef,
  type Confirmation,
  type WorkspacePlan,
  type WorkspaceRef,
  type WorkspaceResult,
  type WorkspaceVerb,
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
  type WorkspaceDriver,
  type WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { JsonObject } from '@backstage/types';
import { quotaKind } from '../domain/kinds/kinds';
import { TYPES } from '../domain/kinds/resourceTypes';
import {
  planChange,
  type Change,
  type ChangeScene,
  type ChangeVerb,
  type ChangeWish,
} from '../domain/plan/planChange';
import type { Settings } from '../domain/settings/settings';
import { situationOf } from '../domain/state/state';
import type { Caller } from './Caller';
import { countOf } from './counts';
import type { Gate } from './createServices';
import type { Finder } from './Finder';
import type { Looks } from './Looks';
import type { SetUps } from './SetUps';

interface ChangesOptions {
  auditor: AuditorService;
  clusters: FairwayClusters;
  driver: WorkspaceDriver;
  finder: Finder;
  gate: Gate;
  looks: Looks;
  settings: Settings;
  setUps: SetUps;
  viewers: Viewers;
  now: () => Date;
}

/** The permission that a change needs. */
const PERMISSION: Record<ChangeVerb, WorkspaceVerb> = {
  start: 'start',
  stop: 'stop',
  delete: 'delete',
  'keep-awake': 'keep-awake',
  'set-idle': 'keep-awake',
};

/** Reads again after a status was written in between; what was reviewed must be the same. */
const ATTEMPTS = 4;

type Input = WorkspaceRef & { hours?: number; idleMinutes?: number };

interface Scene extends ChangeScene {
  target: Cluster;
}

/** What people ask of workspaces. */
export class Changes {
  private constructor(private readonly options: ChangesOptions) {}

  static create(options: ChangesOptions): Changes {
    return new Changes(options);
  }

  /** What a change would be. Writes nothing. */
  async plan(
    verb: ChangeVerb,
    input: Input,
    caller: Caller,
  ): Promise<WorkspacePlan> {
    const scene = await this.scene(verb, input, caller);
    return this.change({ ...input, verb, reason: '' }, scene).plan;
  }

  /** Does it, if nothing changed since the review. */
  async apply(
    verb: ChangeVerb,
    input: Input & Confirmation,
    caller: Caller,
  ): Promise<WorkspaceResult> {
    const { auditor, viewers } = this.options;
    const user = viewers.requireUser(caller.credentials);
    const { user: actor } = await viewers.refsOf(user);
    const { cluster, namespace, name, reason } = input;
    const ref = { cluster, namespace, name };
    return audited(
      auditor,
      {
        eventId: 'workspace-change',
        verb,
        actor,
        reason,
        ...ref,
        request: caller.request,
      },
      async note => {
        try {
          return await this.attempt(verb, input, { caller, note });
        } catch (error) {
          throw toBackstageError(error);
        }
      },
    );
  }

  private async attempt(
    verb: ChangeVerb,
    input: Input & Confirmation,
    options: { caller: Caller; note: (more: JsonObject) => void },
  ): Promise<WorkspaceResult> {
    const { cluster, namespace, name } = input;
    const ref = { cluster, namespace, name };
    let reviewed = input.version;
    for (let left = ATTEMPTS; ; left--) {
      const scene = await this.scene(verb, input, options.caller);
      const change = this.change({ ...input, verb }, scene);
      requireClear(change.plan, { ...input, version: reviewed });
      if (change.plan.noop) {
        options.note({ outcome: 'unchanged' });
        const message = 'It is so already';
        return { ...ref, outcome: 'unchanged', message, problems: [] };
      }
      options.note({
        before: describe(scene.facts),
        after: describeChange(change),
      });
      try {
        await this.write(verb, scene, change);
        options.note({ outcome: 'applied' });
        const message = change.plan.summary;
        return { ...ref, outcome: 'applied', message, problems: [] };
      } catch (error) {
        if (!isStale(error)) {
          throw error;
        }
        if (left === 1) {
          throw changed(error.message, error);
        }
        reviewed = change.plan.version;
      }
    }
  }

  private async write(
    verb: ChangeVerb,
    { target, facts, cluster, unpushed }: Scene,
    { patch }: Change,
  ): Promise<void> {
    const { driver, setUps } = this.options;
    switch (verb) {
      case 'start': {
        const { record, setUp } = await setUps.renew(target, facts);
        await driver.start(target, facts, { record, patch }, setUp);
        break;
      }
      case 'stop':
        await driver.stop(target, facts, {
          patch: { ...patch, ...(unpushed && { unpushed }) },
        });
        break;
      case 'delete':
        await driver.delete(target, facts);
        break;
      default:
        await driver.note(target, facts, patch);
    }
    void cluster;
  }

  private change(wish: ChangeWish, scene: Scene): Change {
    return planChange(wish, scene, this.options.settings);
  }

  /**
   * Permission first, then a fresh look: whoever may not learns nothing.
   *
   * @throws NotFoundError if it is no workspace of this portal
   */
  private async scene(
    verb: ChangeVerb,
    { cluster, namespace, name }: WorkspaceRef,
    { credentials }: Caller,
  ): Promise<Scene> {
    const { viewers, gate, clusters, finder, settings } = this.options;
    const user = viewers.requireUser(credentials);
    const ref = { cluster, namespace, name };
    await gate.require(
      PERMISSION[verb],
      {
        resourceRef: stringifyWorkspaceRef(ref),
        title: `${name} in cluster ${cluster}`,
      },
      user,
    );
    const target = await clusters.get(cluster);
    const found = await finder.afresh(target, ref);
    if (!found) {
      throw new NotFoundError(
        `${name} in ${namespace} of cluster ${cluster} is not a workspace of this portal`,
      );
    }
    if (!('facts' in found)) {
      throw new ConflictError(
        `${name} is left alone: ${found.problems.join('; ')}`,
      );
    }
    const { facts, sandbox } = found;
    const now = this.options.now();
    const { user: actor } = await viewers.refsOf(user);
    return {
      target,
      cluster,
      facts,
      sandbox,
      actor,
      now,
      situation: situationOf(facts, { ...settings, now }),
      ...(await this.evidence(verb, target, found)),
    };
  }

  /** Only what a verb asks for: each is a call to the cluster. */
  private async evidence(
    verb: ChangeVerb,
    target: Cluster,
    {
      facts,
      sandbox,
    }: { facts: WorkspaceFacts; sandbox: ChangeScene['sandbox'] },
  ): Promise<Pick<ChangeScene, 'quotas' | 'running' | 'unpushed'>> {
    const { finder, looks } = this.options;
    if (verb === 'delete' || verb === 'stop') {
      const unpushed = await looks.unpushed(target, facts);
      return { quotas: [], running: 0, unpushed };
    }
    if (verb !== 'start') {
      return { quotas: [], running: 0 };
    }
    const lease = await finder.look(target);
    try {
      const quotas = await target.operator.list(TYPES.ResourceQuota, {
        namespace: facts.namespace,
      });
      const { running } = countOf(finder.inCache(lease), sandbox.owner);
      return { quotas: quotas.map(quotaKind.project), running };
    } finally {
      lease.release();
    }
  }
}

function isStale(error: unknown): error is KubernetesApiError {
  return error instanceof KubernetesApiError && error.statusCode === 409;
}

function describe({ wanted, record }: WorkspaceFacts): JsonObject {
  const { idleMinutes, keepAwakeUntil = '', startedAt = '' } = record;
  return { wanted, idleMinutes, keepAwakeUntil, startedAt };
}

function describeChange({ plan, patch }: Change): JsonObject {
  return { reasons: plan.reasons, record: patch as JsonObject };
}
