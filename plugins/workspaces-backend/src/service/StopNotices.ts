import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { WorkspaceStop } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  Addressees,
  Cluster,
  WorkspaceDriver,
  WorkspaceFacts,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { stopNotice } from '../domain/pass/stopNotice';

/** Milliseconds between two attempts to tell of the same stop. */
const RETRY_AFTER = 5 * 60_000;

interface StopNoticesOptions {
  addressees: Addressees;
  driver: WorkspaceDriver;
  logger: LoggerService;
  notifications: NotificationService;
  now: () => Date;
}

/**
 * Tells owners that the portal stopped their workspace, and why. That it was
 * told stands on the workspace, so that it is told once, by whichever replica.
 */
export class StopNotices {
  private readonly notBefore = new Map<string, number>();

  private constructor(private readonly options: StopNoticesOptions) {}

  static create(options: StopNoticesOptions): StopNotices {
    return new StopNotices(options);
  }

  /** Where nobody can be told, nothing else is held up: it is tried again later. */
  async tell(about: {
    cluster: Cluster;
    facts: WorkspaceFacts;
    owner: string;
    stop: WorkspaceStop;
  }): Promise<void> {
    const { cluster, facts, owner, stop } = about;
    const { driver, now } = this.options;
    const time = now().getTime();
    const key = `${facts.uid}|${stop.at}`;
    if (time < (this.notBefore.get(key) ?? 0)) {
      return;
    }
    this.notBefore.set(key, time + RETRY_AFTER);
    if (await this.send(about, owner)) {
      const toldAt = now().toISOString();
      await driver.note(cluster, facts, { stopped: { ...stop, toldAt } });
      this.notBefore.delete(key);
    }
  }

  private async send(
    about: { cluster: Cluster; facts: WorkspaceFacts; stop: WorkspaceStop },
    owner: string,
  ): Promise<boolean> {
    const { addressees, logger, notifications } = this.options;
    const { cluster, facts, stop } = about;
    try {
      await notifications.send({
        recipients: { type: 'entity', entityRef: await addressees.of(owner) },
        payload: stopNotice(facts, { cluster: cluster.name, stop }),
      });
      return true;
    } catch (error) {
      logger.warn(
        `The owner of ${facts.name} in '${cluster.name}' could not be told that it was stopped`,
        { reason: stringifyError(error) },
      );
      return false;
    }
  }
}
