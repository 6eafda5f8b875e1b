import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  NotificationSendOptions,
  NotificationService,
} from '@backstage/plugin-notifications-node';
import type { Addressees } from './Addressees';
import type { WarningStore } from './WarningStore';

/** Milliseconds between two attempts to warn of the same thing. */
const RETRY_AFTER = 5 * 60_000;

/** What one message warns of. @public */
export interface WarningSubject {
  namespace: string;
  /** As people call it. */
  name: string;
  uid: string;
  /** RFC 3339; the expiry that is warned of. */
  expiresAt: string;
}

/** @public */
export interface DeliveredWarningsOptions {
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
 *
 * @public
 */
export class DeliveredWarnings {
  private readonly notBefore = new Map<string, number>();

  private constructor(private readonly options: DeliveredWarningsOptions) {}

  static create(options: DeliveredWarningsOptions): DeliveredWarnings {
    return new DeliveredWarnings(options);
  }

  /**
   * Sends one message about all that is to be said to an owner now.
   *
   * @param batch - `write` makes the message about those that are warned of
   * @returns those of which a warning was delivered
   */
  async warn<S extends WarningSubject>(batch: {
    cluster: string;
    owner: string;
    subjects: readonly S[];
    write: (subjects: readonly S[]) => NotificationSendOptions['payload'];
  }): Promise<readonly S[]> {
    const time = this.options.now().getTime();
    const subjects = batch.subjects.filter(
      one => time >= (this.notBefore.get(keyOf(one)) ?? 0),
    );
    if (subjects.length === 0) {
      return [];
    }
    try {
      const [entityRef] = await this.options.addressees.of(batch.owner);
      await this.options.notifications.send({
        recipients: { type: 'entity', entityRef },
        payload: batch.write(subjects),
      });
      await this.options.warnings.addAll(
        subjects.map(({ namespace, uid, expiresAt }) => ({
          cluster: batch.cluster,
          namespace,
          uid,
          expiresAt,
          deliveredAt: this.options.now().toISOString(),
          recipient: entityRef,
        })),
      );
      subjects.forEach(one => this.notBefore.delete(keyOf(one)));
      return subjects;
    } catch (error) {
      subjects.forEach(one =>
        this.notBefore.set(keyOf(one), time + RETRY_AFTER),
      );
      this.options.logger.warn(
        `The owner of ${namesOf(
          subjects,
        )} could not be warned, so it will not be deleted: ${stringifyError(
          error,
        )}`,
      );
      return [];
    }
  }
}

function keyOf({ uid, expiresAt }: WarningSubject): string {
  return `${uid}|${expiresAt}`;
}

function namesOf([first, ...rest]: readonly WarningSubject[]): string {
  return rest.length > 0 ? `${first.name} and ${rest.length} more` : first.name;
}
