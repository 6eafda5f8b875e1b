import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Addressees } from '@fairway-idp/backstage-plugin-fairway-node';
import type { NoticeStore } from '../database/NoticeStore';
import type { Plan } from '../domain/plan/types';
import type { Known } from '../domain/view/environmentView';

interface StuckNoticesOptions {
  addressees: Addressees;
  logger: LoggerService;
  notices: NoticeStore;
  notifications: NotificationService;
}

/**
 * Tells the owner, and whoever stands in for owners, that a deletion does not
 * come to an end: once for each namespace, as nothing here can help it.
 */
export class StuckNotices {
  private constructor(private readonly options: StuckNoticesOptions) {}

  static create(options: StuckNoticesOptions): StuckNotices {
    return new StuckNotices(options);
  }

  async tell(
    { cluster, observed }: Known,
    { findings }: Pick<Plan, 'findings'>,
  ): Promise<void> {
    const { addressees, logger, notices, notifications } = this.options;
    const { environment, namespace } = observed;
    const { name, uid } = namespace;
    const notice = { cluster, uid, about: 'stuck' } as const;
    if (!(await notices.claim(notice))) {
      return;
    }
    try {
      await notifications.send({
        recipients: {
          type: 'entity',
          entityRef: await addressees.of(environment.owner),
        },
        payload: {
          title: `The deletion of ${name} is stuck`,
          description: findings.map(({ message }) => message).join('; '),
          link: '/environments',
          severity: 'high',
          topic: 'environment-stuck',
          scope: `environment-stuck:${cluster}:${name}`,
        },
      });
    } catch (error) {
      await notices.release(notice);
      logger.warn(
        `Nobody could be told that the deletion of ${name} in '${cluster}' is stuck`,
        { reason: stringifyError(error) },
      );
    }
  }
}
