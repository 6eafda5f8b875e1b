import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  audited,
  KubernetesApiError,
  type Cluster,
  type WorkspaceDriver,
  type WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { endOfIdle } from '../domain/idle/judgeIdle';
import { planPass, type PassStep } from '../domain/pass/planPass';
import { PORTAL } from '../domain/pass/stopNotice';
import type { Settings } from '../domain/settings/settings';
import type { Connections } from './Connections';
import type { Finder } from './Finder';
import type { Looks } from './Looks';
import type { StopNotices } from './StopNotices';

/** Milliseconds for the first lists; a cluster that is not ready is left out. */
const OPEN_TIMEOUT = 20_000;

interface PassesOptions {
  auditor: AuditorService;
  connections: Connections;
  driver: WorkspaceDriver;
  finder: Finder;
  logger: LoggerService;
  looks: Looks;
  notices: StopNotices;
  settings: Settings;
  now: () => Date;
}

/** Of one workspace at a time. */
interface Subject {
  cluster: Cluster;
  facts: WorkspaceFacts;
  /** Whose sandbox it is in. */
  owner: string;
  signal?: AbortSignal;
}

/** Gives up starts that take too long, stops what nobody uses, and tells of it. */
export class Passes {
  private constructor(private readonly options: PassesOptions) {}

  static create(options: PassesOptions): Passes {
    return new Passes(options);
  }

  /** All workspaces of all clusters; one cluster's trouble is its own. */
  async run(signal?: AbortSignal): Promise<void> {
    const { finder, logger } = this.options;
    const clusters = await finder.clusters();
    await Promise.all(
      clusters.map(async cluster => {
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

  private async runIn(cluster: Cluster, signal?: AbortSignal): Promise<void> {
    const { finder, logger } = this.options;
    const lease = await finder.look(cluster, { signal, timeout: OPEN_TIMEOUT });
    try {
      if (lease.state !== 'live') {
        logger.info(
          `Workspaces in '${cluster.name}' are left as they are: ${
            lease.message ?? lease.state
          }`,
        );
        return;
      }
      for (const found of finder.inCache(lease)) {
        signal?.throwIfAborted();
        if ('facts' in found) {
          const { facts, sandbox } = found;
          await this.oneOf({ cluster, facts, owner: sandbox.owner, signal });
        }
      }
    } finally {
      lease.release();
    }
  }

  private async oneOf(subject: Subject): Promise<void> {
    const { cluster, facts, signal } = subject;
    const { settings, connections, logger, now } = this.options;
    const { namespace, name } = facts;
    const step = planPass(facts, {
      now: now(),
      startDeadlineMinutes: settings.startDeadlineMinutes,
      connections: connections.count({
        cluster: cluster.name,
        namespace,
        name,
      }),
    });
    try {
      await this.carryOut(step, subject);
    } catch (error) {
      signal?.throwIfAborted();
      const isStale =
        error instanceof KubernetesApiError && error.statusCode === 409;
      logger[isStale ? 'debug' : 'warn'](
        `${name} in '${cluster.name}' is not yet as it should be`,
        { reason: stringifyError(error) },
      );
    }
  }

  private async carryOut(step: PassStep, subject: Subject): Promise<void> {
    const { cluster, facts } = subject;
    const { driver, notices } = this.options;
    switch (step.step) {
      case 'note':
        await driver.note(cluster, facts, step.patch);
        break;
      case 'give-up':
        await this.audit('give-up', cluster, facts, step.failure.message, () =>
          driver.stop(cluster, facts, {
            patch: { startedAt: null, readyAt: null, failed: step.failure },
            dropVolume: step.dropVolume,
          }),
        );
        break;
      case 'look':
        await this.lookInto(subject);
        break;
      case 'tell':
        await notices.tell({ ...subject, stop: step.stop });
        break;
      default:
    }
  }

  /** The look is the last word: whoever began to work since is found by it. */
  private async lookInto({ cluster, facts, signal }: Subject): Promise<void> {
    const { driver, looks, now } = this.options;
    const probe = await looks.processes(cluster, facts, signal);
    const end = endOfIdle(facts.record, probe, now());
    if (end.step === 'keep') {
      await driver.note(cluster, facts, { lastSignal: end.signal });
      return;
    }
    const unpushed = await looks.unpushed(cluster, facts, signal);
    await this.audit('idle-stop', cluster, facts, end.reason, () =>
      driver.stop(cluster, facts, {
        patch: {
          startedAt: null,
          readyAt: null,
          keepAwakeUntil: null,
          stopped: { at: now().toISOString(), by: PORTAL, reason: end.reason },
          ...(unpushed && { unpushed }),
        },
      }),
    );
  }

  private async audit(
    verb: string,
    cluster: Cluster,
    { namespace, name }: WorkspaceFacts,
    ...[reason, work]: [string, () => Promise<void>]
  ): Promise<void> {
    await audited(
      this.options.auditor,
      {
        eventId: 'workspace-change',
        verb,
        actor: PORTAL,
        reason,
        ...{ cluster: cluster.name, namespace, name },
      },
      work,
    );
  }
}
