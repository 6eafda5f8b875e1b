import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  KubernetesApiError,
  Pace,
  type Cluster,
  type FairwayClusters,
  type WarningStore,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { plan } from '../domain/plan/plan';
import { planPass } from '../domain/plan/planPass';
import type { Op } from '../domain/plan/types';
import type { Settings } from '../domain/settings/settings';
import type { Known } from '../domain/view/environmentView';
import type { Deletions } from './Deletions';
import { ALL_KINDS, type Found, type Observer } from './Observer';
import type { OpWriter } from './OpWriter';
import type { StuckNotices } from './StuckNotices';

/** Milliseconds for the first lists; a cluster that is not ready is left out. */
const OPEN_TIMEOUT = 20_000;
/** Writes per second where one environment is looked after at once. */
const URGENT = 20;
const URGENT_AT_ONCE = 50;
/** Looks at one environment until it is as it should be. */
const LOOKS = 4;

interface PassesOptions {
  clusters: FairwayClusters;
  deletions: Deletions;
  logger: LoggerService;
  observer: Observer;
  settings: Settings;
  stuckNotices: StuckNotices;
  warnings: WarningStore;
  writer: OpWriter;
  /** Namespaces that may be in deletion at a time, in one cluster. */
  maxDeleting: number;
  now: () => Date;
}

/** Makes every environment what it should be now. */
export class Passes {
  private constructor(private readonly options: PassesOptions) {}

  static create(options: PassesOptions): Passes {
    return new Passes(options);
  }

  /** All environments of all clusters; one cluster's trouble is its own. */
  async run(signal?: AbortSignal): Promise<void> {
    const clusters = await this.options.clusters.list();
    const { settings, logger } = this.options;
    await Promise.all(
      clusters
        .filter(({ name }) => settings.clusters?.includes(name) ?? true)
        .map(async cluster => {
          try {
            await this.runIn(cluster, signal);
          } catch (error) {
            if (!signal?.aborted) {
              logger.warn(`Pass over '${cluster.name}' ended early`, {
                reason: stringifyError(error),
              });
            }
          }
        }),
    );
  }

  /**
   * One environment at once, by a fresh look: after a person changed something.
   * Never warns or deletes: that is the business of a whole pass, with its cap.
   *
   * @returns what did not work out, in words; a later pass goes on with it
   */
  async settle(cluster: Cluster, name: string): Promise<string[]> {
    // Somebody waits for this one environment; a pass goes over thousands.
    const pace = Pace.create({ perSecond: URGENT, burst: URGENT_AT_ONCE });
    let problems: string[] = [];
    for (let look = 0; look < LOOKS; look++) {
      try {
        const outcome = await this.settleOnce(cluster, name, pace);
        if (outcome !== 'again') {
          return outcome;
        }
        problems = [];
      } catch (error) {
        problems = [(error as Error).message];
        if (!isStale(error)) {
          return problems;
        }
      }
    }
    return problems;
  }

  /** Guard rails first; what they guard is seen by another look. */
  private async settleOnce(
    cluster: Cluster,
    name: string,
    pace: Pace,
  ): Promise<string[] | 'again'> {
    const found = await this.options.observer.afresh(cluster, name);
    if (!found || !('known' in found)) {
      return found?.problems ?? [];
    }
    const { desired, observed } = found.known;
    const { ops, findings, state } = plan(
      desired,
      observed,
      this.options.now(),
    );
    await this.options.writer.write(cluster, found.known, {
      ops: ops.filter(isHarmless),
      pace,
    });
    return state === 'creating'
      ? 'again'
      : findings.map(({ message }) => message);
  }

  private async runIn(cluster: Cluster, signal?: AbortSignal): Promise<void> {
    const { observer, warnings, settings, logger } = this.options;
    const lease = await cluster.cache.open(ALL_KINDS, {
      timeout: OPEN_TIMEOUT,
      signal,
    });
    try {
      if (lease.state !== 'live') {
        logger.info(
          `Environments in '${cluster.name}' are left as they are: ${
            lease.message ?? lease.state
          }`,
        );
        return;
      }
      await this.options.deletions.closeOpen(cluster);
      const delivered = await warnings.newest(cluster.name);
      const found = observer.inCache(cluster.name, lease, delivered);
      const known = found.flatMap(one => ('known' in one ? [one.known] : []));
      const { plans, blocked } = planPass(known, settings.cap, this.now());
      if (blocked) {
        logger.warn(blocked, { cluster: cluster.name });
      }
      let deletions = this.options.maxDeleting - countDeleting(found);
      for (const [i, one] of plans.entries()) {
        const { ops, state } = one;
        if (state === 'stuck') {
          await this.options.stuckNotices.tell(known[i], one);
        }
        const deletes = ops.some(({ op }) => op === 'delete');
        const held = deletes && deletions <= 0;
        deletions -= deletes ? 1 : 0;
        await this.carryOut(cluster, known[i], {
          ops: held ? ops.filter(isHarmless) : ops,
          signal,
        });
      }
    } finally {
      lease.release();
    }
  }

  private async carryOut(
    cluster: Cluster,
    known: Known,
    options: { ops: Op[]; signal?: AbortSignal },
  ): Promise<void> {
    const { writer, logger } = this.options;
    try {
      await writer.write(cluster, known, options);
    } catch (error) {
      options.signal?.throwIfAborted();
      const { name } = known.observed.environment;
      logger[isStale(error) ? 'debug' : 'warn'](
        `${name} in '${cluster.name}' is not yet as it should be`,
        { reason: stringifyError(error) },
      );
    }
  }

  private now(): Date {
    return this.options.now();
  }
}

/** Something, a status perhaps, was written after it was looked at. */
function isStale(error: unknown): boolean {
  return error instanceof KubernetesApiError && error.statusCode === 409;
}

function isHarmless({ op }: Op): boolean {
  return op === 'apply' || op === 'patch';
}

function countDeleting(found: readonly Found[]): number {
  return found.filter(({ namespace }) => namespace.deletingSince).length;
}
