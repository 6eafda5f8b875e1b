import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  Addressees,
  Cluster,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { WarnedPoolStore } from '../database/WarnedPoolStore';
import { toTell, type PoolWarning } from '../domain/capacity/toTell';
import type { Settings } from '../domain/settings/settings';

interface PoolNoticesOptions {
  addressees: Addressees;
  logger: LoggerService;
  notifications: NotificationService;
  settings: Pick<Settings, 'fallbackOwner'>;
  warnedPools: WarnedPoolStore;
  now: () => Date;
}

/** Tells the platform team that a node pool is full, or will be soon: nodes are nobody else's. */
export class PoolNotices {
  private constructor(private readonly options: PoolNoticesOptions) {}

  static create(options: PoolNoticesOptions): PoolNotices {
    return new PoolNotices(options);
  }

  /** @param warnings - all that hold now */
  async tell(
    cluster: Pick<Cluster, 'name' | 'title'>,
    warnings: readonly PoolWarning[],
  ): Promise<void> {
    const { logger, settings, warnedPools, now } = this.options;
    const told = await warnedPools.of(cluster.name);
    const { tell, forget } = toTell(warnings, told, now());
    await warnedPools.forget(cluster.name, forget);
    if (tell.length === 0 || !settings.fallbackOwner) {
      return;
    }
    try {
      await this.send(settings.fallbackOwner, cluster, tell);
      await warnedPools.told(cluster.name, tell, now());
    } catch (error) {
      logger.warn(
        `Nobody could be told that a node pool of '${cluster.name}' is full or will be`,
        { reason: stringifyError(error) },
      );
    }
  }

  private async send(
    owner: string,
    { name, title }: Pick<Cluster, 'name' | 'title'>,
    warnings: readonly PoolWarning[],
  ): Promise<void> {
    const { addressees, notifications } = this.options;
    const pools = [...new Set(warnings.map(({ pool }) => pool))];
    await notifications.send({
      recipients: { type: 'entity', entityRef: await addressees.of(owner) },
      payload: {
        title: `Node pool ${pools.join(', ')} of ${title} is full, or will be`,
        description: warnings
          .map(({ pool, message }) => `${pool}: ${message}`)
          .join('\n'),
        link: `/housekeeping?view=capacity&cluster=${encodeURIComponent(name)}`,
        severity: warnings.some(({ severity }) => severity === 'high')
          ? 'high'
          : 'normal',
        topic: 'housekeeping-capacity',
        scope: `housekeeping-capacity:${name}:${pools.join(',')}`,
      },
    });
  }
}
