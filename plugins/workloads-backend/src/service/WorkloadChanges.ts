import type {
  AuditorService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError } from '@backstage/errors';
import type {
  ChangePlan,
  ChangeResult,
  Confirmation,
  RevisionList,
  WorkloadRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  toBackstageError,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type {
  V1DaemonSet,
  V1Deployment,
  V1StatefulSet,
} from '@kubernetes/client-node';
import type { Request } from 'express';
import type { Plan, RollingWorkload } from '../domain/change/plan';
import {
  controllerRevisions,
  deploymentRevisions,
  toRevisionViews,
} from '../domain/rollback/history';
import type { ChangeVerb } from '../domain/view/actions';
import { carryOut } from './carryOut';
import { audited } from './ChangeAudit';
import {
  planners,
  readKeepers,
  requireSupported,
  type ChangeInputs,
} from './planners';
import type { Target, Targets } from './Targets';

interface ChangesOptions {
  targets: Targets;
  auditor: AuditorService;
  now?: () => Date;
}

/** What is carried out, and on what. */
interface Prepared {
  target: Target<RollingWorkload>;
  plan: Plan;
}

/** How often a write is begun anew because only the status changed. */
const MAX_ATTEMPTS = 10;

/** Another when somebody wants something else of the workload, or made it anew. */
function versionOf({
  workload: { metadata },
}: Target<RollingWorkload>): string {
  return `${metadata?.uid}.${metadata?.generation}`;
}

/** Who changes something, and by which request if it came by one. */
export interface Caller {
  credentials: BackstageCredentials;
  request?: Request;
}

/** Plans changes, and carries reviewed ones out. */
export class WorkloadChanges {
  private constructor(private readonly options: ChangesOptions) {}

  static create(options: ChangesOptions): WorkloadChanges {
    return new WorkloadChanges(options);
  }

  /** What a change would do, with the API server's own opinion. Writes nothing. */
  async plan<V extends ChangeVerb>(
    verb: V,
    input: ChangeInputs[V],
    { credentials }: Caller,
  ): Promise<ChangePlan> {
    for (let attempt = 1; ; attempt++) {
      const { target, plan } = await this.prepare(verb, input, credentials);
      const tried = await dryRun(target, plan, attempt < MAX_ATTEMPTS);
      if (tried) {
        const { action, summary, reasons, findings, noop } = plan;
        const { before, after } = plan;
        return {
          action,
          summary,
          reasons,
          findings,
          noop,
          version: versionOf(target),
          before,
          after,
          dryRun: tried,
        };
      }
    }
  }

  /**
   * Does it, if all that was found is acknowledged and nobody has changed the
   * workload since the review. Everything is read and checked anew.
   *
   * @throws ConflictError if something blocks it or has changed
   * @throws InputError naming the findings that want a tick
   */
  async apply<V extends ChangeVerb>(
    verb: V,
    input: ChangeInputs[V] & Confirmation,
    { credentials, request }: Caller,
  ): Promise<ChangeResult> {
    const { entityRef, cluster, namespace, kind, name } = input;
    const ref = { entityRef, cluster, namespace, kind, name };
    const { auditor } = this.options;
    const intent = { verb, ref, confirmation: input, credentials, request };
    return audited(auditor, intent, async note => {
      let version = input.version;
      for (let attempt = 1; ; attempt++) {
        const prepared = await this.prepare(verb, input, credentials);
        const { target, plan } = prepared;
        const writtenAs = target.client.actsAs;
        note({
          entityRef: target.ref.entityRef,
          uid: target.workload.metadata?.uid ?? '',
          writtenAs,
          findings: plan.findings.map(({ id }) => id),
          ...plan.audit,
        });
        requireClear(prepared, { ...input, version });
        if (plan.noop) {
          note({ outcome: 'unchanged' });
          const { outcome: message, resourceVersion } = plan;
          return { outcome: 'unchanged', message, resourceVersion, writtenAs };
        }
        const written = await write(prepared, attempt < MAX_ATTEMPTS);
        if (written) {
          const { resourceVersion, warnings } = written;
          note({ outcome: 'applied', ...(warnings.length && { warnings }) });
          const message = [plan.outcome, ...warnings].join('; ');
          return { outcome: 'applied', message, resourceVersion, writtenAs };
        }
        // What is carried out must be what was seen, also without a review.
        version ??= versionOf(target);
      }
    });
  }

  /** What a workload can go back to, newest first; read as the user. */
  async revisions(
    ref: WorkloadRef,
    { credentials }: Caller,
  ): Promise<RevisionList> {
    requireSupported('rollback', ref);
    const { targets } = this.options;
    const target = await targets.find<RollingWorkload>(
      'read',
      ref,
      credentials,
    );
    const { workload } = target;
    const keepers = await readKeepers(target);
    const revisions =
      keepers.kind === 'Deployment'
        ? deploymentRevisions(workload as V1Deployment, keepers.replicaSets)
        : controllerRevisions(
            workload as V1StatefulSet | V1DaemonSet,
            keepers.controllerRevisions,
          );
    return { revisions: toRevisionViews(workload, revisions) };
  }

  private async prepare<V extends ChangeVerb>(
    verb: V,
    input: ChangeInputs[V],
    credentials: BackstageCredentials,
  ): Promise<Prepared> {
    requireSupported(verb, input);
    const target = await this.options.targets.find<RollingWorkload>(
      verb,
      input,
      credentials,
    );
    const now = this.options.now?.() ?? new Date();
    return { target, plan: await planners[verb](target, input, now) };
  }
}

/** Undefined if the workload was written to since it was read, as with {@link write}. */
async function dryRun(
  target: Target,
  plan: Plan,
  mayLookAgain: boolean,
): Promise<ChangePlan['dryRun'] | undefined> {
  if (plan.noop) {
    return { outcome: 'skipped', message: plan.outcome };
  }
  try {
    await carryOut(target, plan, { dryRun: true });
    return { outcome: 'accepted' };
  } catch (error) {
    if (!(error instanceof KubernetesApiError)) {
      throw error;
    }
    return error.statusCode === 409 && mayLookAgain
      ? undefined
      : { outcome: 'refused', message: error.message };
  }
}

/**
 * Undefined if the workload got another resourceVersion since it was read, and
 * one may look again. While a rollout goes on its status is written several
 * times a second: a rollback of a release that crashes would hardly get
 * through. What somebody else wants is not written over, as the version is
 * compared again.
 */
async function write({ target, plan }: Prepared, mayLookAgain: boolean) {
  try {
    return await carryOut(target, plan, { dryRun: false });
  } catch (error) {
    if (error instanceof KubernetesApiError && error.statusCode === 409) {
      if (mayLookAgain) {
        return undefined;
      }
      throw changed(error.message, error);
    }
    // Here rather than in the router, so that actions answer alike.
    throw toBackstageError(error);
  }
}

function changed(words: string, cause?: Error): ConflictError {
  return new ConflictError(
    `Changed since you reviewed it: ${words}. Nothing was written; review the change again`,
    cause,
  );
}

/** Blocked, changed, not acknowledged: in this order, the gravest first. */
function requireClear(
  { target, plan }: Prepared,
  confirmation: Confirmation,
): void {
  const { findings } = plan;
  const block = findings.find(({ severity }) => severity === 'block');
  if (block) {
    throw new ConflictError(block.message);
  }
  const { version } = confirmation;
  if (version !== undefined && version !== versionOf(target)) {
    throw changed(
      `it was at version ${version} and is at ${versionOf(target)}`,
    );
  }
  if (plan.noop) {
    return;
  }
  const open = findings.filter(
    ({ id, severity }) =>
      severity === 'confirm' && !confirmation.acknowledged.includes(id),
  );
  if (open.length > 0) {
    throw new InputError(
      `acknowledged lacks ${open
        .map(({ id, message }) => `'${id}' (${message})`)
        .join(' and ')}`,
    );
  }
}
