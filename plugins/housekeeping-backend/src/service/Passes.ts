import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { RunResult } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CacheLease,
  Cluster,
  Pace,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { PassStore } from '../database/PassStore';
import type { SightingStore } from '../database/SightingStore';
import type { Verdict } from '../domain/evaluate/evaluate';
import { planPass } from '../domain/evaluate/planPass';
import type { Settings } from '../domain/settings/settings';
import type { Deletions } from './Deletions';
import type { Evaluations } from './Evaluations';
import type { Looks } from './Looks';
import type { PassProgress, Teller } from './PassProgress';
import type { Warner } from './Warner';

/** Milliseconds for the first lists; a cluster that is not ready is left out. */
const OPEN_TIMEOUT = 60_000;

/** What a pass did in one cluster. */
export type PassResult = RunResult['clusters'][number];

/** As what an outcome counts. */
const COUNTED = {
  deleted: 'deleted',
  gone: 'kept',
  refused: 'refused',
  kept: 'kept',
} as const;

interface PassesOptions {
  deletions: Deletions;
  evaluations: Evaluations;
  logger: LoggerService;
  looks: Looks;
  pace: Pace;
  passes: PassStore;
  progress: PassProgress;
  settings: Settings;
  sightings: SightingStore;
  warner: Warner;
  now: () => Date;
}

/** Goes over clusters: sees, warns, and deletes what is due. */
export class Passes {
  /** Of each cluster, the pass that goes on. */
  private readonly going = new Map<string, Promise<PassResult>>();

  private constructor(private readonly options: PassesOptions) {}

  static create(options: PassesOptions): Passes {
    return new Passes(options);
  }

  /** All clusters; one cluster's trouble is its own. */
  async run(signal?: AbortSignal): Promise<void> {
    const { looks, logger } = this.options;
    const clusters = await looks.clusters();
    await Promise.all(
      clusters.map(async cluster => {
        try {
          await this.runIn(cluster, { signal });
        } catch (error) {
          if (!signal?.aborted) {
            logger.warn(`Housekeeping in '${cluster.name}' ended early`, {
              reason: stringifyError(error),
            });
          }
        }
      }),
    );
  }

  /**
   * One cluster, after the pass that may go on there.
   *
   * @param options.allowed - `version` of what a person allowed to be deleted
   *   although it exceeds the cap
   */
  async runIn(
    cluster: Cluster,
    options: { allowed?: string; signal?: AbortSignal } = {},
  ): Promise<PassResult> {
    await this.going.get(cluster.name)?.catch(() => undefined);
    const pass = this.pass(cluster, options);
    this.going.set(cluster.name, pass);
    try {
      return await pass;
    } finally {
      if (this.going.get(cluster.name) === pass) {
        this.going.delete(cluster.name);
      }
    }
  }

  private async pass(
    cluster: Cluster,
    options: { allowed?: string; signal?: AbortSignal },
  ): Promise<PassResult> {
    const { looks, evaluations, passes, now } = this.options;
    const { signal } = options;
    const teller = this.options.progress.begin(cluster.name);
    const lease = await looks.open(cluster, { timeout: OPEN_TIMEOUT, signal });
    try {
      const result =
        lease.state === 'live'
          ? await this.passOver(cluster, lease, { ...options, teller })
          : leftOut(cluster, lease.message ?? lease.state);
      await passes.set({
        cluster: cluster.name,
        at: now().toISOString(),
        message: inWords(result),
      });
      return result;
    } finally {
      evaluations.forget(cluster.name);
      lease.release();
      await teller.end();
    }
  }

  private async passOver(
    cluster: Cluster,
    lease: CacheLease,
    options: { allowed?: string; signal?: AbortSignal; teller: Teller },
  ): Promise<PassResult> {
    const { deletions, evaluations, sightings, warner, settings, logger } =
      this.options;
    const { signal, allowed, teller } = options;
    await deletions.closeOpen(cluster);
    const evaluation = await evaluations.now(cluster.name, lease, {
      take: true,
    });
    await sightings.note(cluster.name, evaluation, evaluation.at);
    const plan = planPass(evaluation, settings.cap, allowed);
    if (plan.blocked) {
      logger.warn(plan.blocked, { cluster: cluster.name });
    }
    if (plan.warn.length > 0) {
      await teller.tell(`Warning owners of ${plan.warn.length} objects`);
    }
    const result: PassResult = {
      ...leftOut(cluster),
      looked: evaluation.looked,
      seconds: Math.round(evaluation.took) / 1000,
      ...(plan.blocked && { blocked: plan.blocked }),
      warned: await warner.warn(cluster.name, plan.warn, signal),
    };
    for (const [done, verdict] of plan.delete.entries()) {
      await teller.count(done, plan.delete.length, 'Deleting what is due');
      await this.options.pace.take(signal);
      await this.deleteOne(cluster, verdict, result);
    }
    return result;
  }

  private async deleteOne(
    cluster: Cluster,
    verdict: Verdict,
    result: PassResult,
  ): Promise<void> {
    const { deletions, logger } = this.options;
    const { namespace, object, rule } = verdict;
    const what = `${rule.kind} ${namespace}/${object.name}`;
    try {
      const done = await deletions.deleteDue(cluster, verdict);
      result[COUNTED[done.outcome]]++;
      if ('message' in done) {
        logger.info(`${what} in '${cluster.name}' stays: ${done.message}`);
      }
    } catch (error) {
      result.problems.push(`${what}: ${(error as Error).message}`);
      logger.warn(`${what} in '${cluster.name}' could not be deleted`, {
        reason: stringifyError(error),
      });
    }
  }
}

function leftOut({ name, title }: Cluster, problem?: string): PassResult {
  return {
    name,
    title,
    looked: 0,
    seconds: 0,
    warned: 0,
    deleted: 0,
    refused: 0,
    kept: 0,
    problems: problem ? [problem] : [],
  };
}

function inWords(result: PassResult): string {
  const { looked, seconds, warned, deleted, refused, kept, blocked, problems } =
    result;
  return [
    `${looked} objects looked at in ${seconds} s, ${warned} warned of, ${deleted} deleted`,
    ...(refused + kept > 0
      ? [`${refused + kept} kept by the last look or the API server`]
      : []),
    ...(blocked ? ['held back by the cap'] : []),
    ...problems.slice(0, 3),
  ].join('; ');
}
