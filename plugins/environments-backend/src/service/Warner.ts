import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { WarningStore } from '../database/WarningStore';
import type { Known } from '../domain/view/environmentView';
import type { Addressees } from './Addressees';

/** Milliseconds between two attempts to warn of the same thing. */
const RETRY_AFTER = 5 * 60_000;

interface WarnerOptions {
  addressees: Addressees;
  logger: LoggerService;
  notifications: NotificationService;
  warnings: WarningStore;
  now: () => Date;
}

/**
 * Warns owners. A warning counts from the moment that Backstage's notifications
 * took it: where they are not installed, nothing is ever delivered, and so
 * nothing is ever deleted.
 */
export class Warner {
  private readonly notBefore = new Map<string, number>();

  private constructor(private readonly options: WarnerOptions) {}

  static create(options: WarnerOptions): Warner {
    return new Warner(options);
  }

  /** @returns whether it was delivered */
  async warn(known: Known): Promise<boolean> {
    const { cluster, observed } = known;
    const { environment, namespace } = observed;
    const { expiresAt } = environment;
    const key = `${namespace.uid}|${expiresAt}`;
    const now = this.options.now();
    if (!expiresAt || now.getTime() < (this.notBefore.get(key) ?? 0)) {
      return false;
    }
    try {
      const [recipient] = await this.options.addressees.of(environment.owner);
      await this.send(known, recipient);
      await this.options.warnings.add({
        cluster,
        namespace: namespace.name,
        uid: namespace.uid,
        expiresAt,
        deliveredAt: this.options.now().toISOString(),
        recipient,
      });
      this.notBefore.delete(key);
      return true;
    } catch (error) {
      this.notBefore.set(key, now.getTime() + RETRY_AFTER);
      this.options.logger.warn(
        `The owner of ${
          namespace.name
        } could not be warned, so it will not be deleted: ${stringifyError(
          error,
        )}`,
      );
      return false;
    }
  }

  private async send(
    { cluster, desired, observed }: Known,
    entityRef: string,
  ): Promise<void> {
    const { name, expiresAt = '' } = observed.environment;
    const notice =
      this.options.now().getTime() + desired.lifetime.minimumNotice;
    const deadline = new Date(Math.max(Date.parse(expiresAt), notice));
    await this.options.notifications.send({
      recipients: { type: 'entity', entityRef },
      payload: {
        title: `${name} will be deleted`,
        description: `It expires at ${expiresAt} and will be deleted, with all that is in it, not before ${deadline.toISOString()}. Renew it if you still need it.`,
        link: '/environments',
        severity: 'high',
        topic: 'environment-expiry',
        scope: `environment-expiry:${cluster}:${name}`,
      },
    });
  }
}
