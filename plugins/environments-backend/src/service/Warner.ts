import {
  DeliveredWarnings,
  type DeliveredWarningsOptions,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Known } from '../domain/view/environmentView';

/** Warns owners of the expiry of an environment. */
export class Warner {
  private constructor(
    private readonly delivered: DeliveredWarnings,
    private readonly now: () => Date,
  ) {}

  static create(options: DeliveredWarningsOptions): Warner {
    return new Warner(DeliveredWarnings.create(options), options.now);
  }

  /** @returns whether it was delivered */
  async warn({ cluster, desired, observed }: Known): Promise<boolean> {
    const { environment, namespace } = observed;
    const { name, owner, expiresAt } = environment;
    if (!expiresAt) {
      return false;
    }
    const { uid } = namespace;
    const told = await this.delivered.warn({
      cluster,
      owner,
      subjects: [{ namespace: name, name, uid, expiresAt }],
      write: () => {
        const notice = this.now().getTime() + desired.lifetime.minimumNotice;
        const deadline = new Date(Math.max(Date.parse(expiresAt), notice));
        return {
          title: `${name} will be deleted`,
          description: `It expires at ${expiresAt} and will be deleted, with all that is in it, not before ${deadline.toISOString()}. Renew it if you still need it.`,
          link: '/environments',
          severity: 'high',
          topic: 'environment-expiry',
          scope: `environment-expiry:${cluster}:${name}`,
        };
      },
    });
    return told.length > 0;
  }
}
