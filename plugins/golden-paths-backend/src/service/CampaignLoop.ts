import type {
  AuditorService,
  AuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  Campaign,
  CampaignItem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { audited } from '@fairway-idp/backstage-plugin-fairway-node';
import type { CampaignStore, OpenItem } from '../database/CampaignStore';
import { nextItem } from '../domain/campaigns/nextItem';
import { isOutage, waitAfter } from '../domain/campaigns/outage';
import type { Templates } from './Templates';
import type { CampaignResult, Upgrades } from './Upgrades';

const DAY = 24 * 3_600_000;
/** Pull requests that are looked at in a step, and in how many milliseconds again. */
const LOOKS = { most: 20, every: 300_000, days: 90 * DAY };

interface CampaignLoopOptions {
  auditor: AuditorService;
  auth: AuthService;
  logger: LoggerService;
  store: CampaignStore;
  templates: Templates;
  upgrades: Upgrades;
  now: () => Date;
}

/**
 * Does what campaigns ask for. All of it is in the database: it goes on after a
 * restart, and pauses and ends for all replicas at once.
 */
export class CampaignLoop {
  private constructor(private readonly options: CampaignLoopOptions) {}

  static create(options: CampaignLoopOptions): CampaignLoop {
    return new CampaignLoop(options);
  }

  /**
   * Begins as many repositories of each campaign as it may, and looks what has come
   * of pull requests.
   */
  async step(signal?: AbortSignal): Promise<void> {
    for (const id of await this.options.store.running()) {
      await this.advance(id, signal);
    }
    await this.lookAtPullRequests(signal);
  }

  /** What somebody changes meanwhile counts from the next repository on. */
  private async advance(id: string, signal?: AbortSignal): Promise<void> {
    const { store, now } = this.options;
    for (;;) {
      signal?.throwIfAborted();
      const campaign = await store.get(id);
      const next = campaign && nextItem(campaign, now());
      if (next === 'done') {
        await store.setState(id, { to: 'done', from: ['running'] });
        return;
      }
      if (!campaign || !next) {
        return;
      }
      await this.upgrade(campaign, next);
    }
  }

  private async upgrade(campaign: Campaign, item: CampaignItem): Promise<void> {
    const { logger, store, templates, now } = this.options;
    const { id, template, version } = campaign;
    const { entityRef } = item;
    const at = now().toISOString();
    try {
      const current = (await templates.now(template)).version;
      if (current !== version) {
        // What somebody confirmed is not what would be opened.
        await store.setState(id, {
          to: 'paused',
          from: ['running'],
          waitsFor: `${template} is at ${current} by now. Going on upgrades those that wait to that`,
        });
        return;
      }
      const result = await this.upgradeOne(campaign, entityRef);
      await store.setItem(id, { entityRef, at, ...outcomeOf(result) });
      await store.release(id);
    } catch (error) {
      logger.warn(`Campaign ${id}: ${entityRef}: ${stringifyError(error)}`);
      const reason = (error as Error).message;
      if (isOutage(error)) {
        const tries = (item.tries ?? 0) + 1;
        await store.setItem(id, { ...item, at, tries, reason });
        await this.hold(id, error);
      } else {
        await store.setItem(id, { entityRef, at, state: 'failed', reason });
      }
    }
  }

  /** Something does not answer: whoever waits must not be burnt by it. */
  private async hold(id: string, error: unknown): Promise<void> {
    const { store, now } = this.options;
    const tries = (await store.tries(id)) + 1;
    const until = new Date(now().getTime() + waitAfter(tries, error));
    await store.hold(id, {
      ...{ tries, until: until.toISOString() },
      why: (error as Error).message,
    });
  }

  private async upgradeOne(
    { id, template, version, createdBy, reason = '' }: Campaign,
    entityRef: string,
  ): Promise<CampaignResult> {
    const { auth, auditor, upgrades } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const by = createdBy ?? 'campaign';
    return audited(
      auditor,
      {
        ...{ eventId: 'golden-path-upgrade', actor: by, verb: 'upgrade' },
        reason: `Campaign ${id} of ${template}: ${reason}`,
        ...{ cluster: '', namespace: '', kind: 'Component', name: entityRef },
      },
      async note => {
        const result = await upgrades.upgradeInCampaign(
          { entityRef, template, version, campaign: { by, reason } },
          credentials,
        );
        note({
          ...{ campaign: id, after: version, outcome: result.outcome },
          pullRequest: result.pullRequest?.url ?? '',
        });
        return result;
      },
    );
  }

  /** Those that are open may have been merged or closed since. */
  private async lookAtPullRequests(signal?: AbortSignal): Promise<void> {
    const { logger, store, now } = this.options;
    const time = now().getTime();
    const items = await store.openItems({
      since: new Date(time - LOOKS.every).toISOString(),
      startedAfter: new Date(time - LOOKS.days).toISOString(),
      most: LOOKS.most,
    });
    for (const item of items) {
      signal?.throwIfAborted();
      try {
        await this.lookAt(item, new Date(time).toISOString());
      } catch (error) {
        logger.warn(
          `Pull request #${item.number} of ${item.entityRef}: ${stringifyError(
            error,
          )}`,
        );
        if (isOutage(error)) {
          return;
        }
      }
    }
  }

  private async lookAt(item: OpenItem, at: string): Promise<void> {
    const { auth, store, upgrades } = this.options;
    // It is not asked about again at once, whatever comes of it.
    await store.noteLook(item, { at });
    const credentials = await auth.getOwnServiceCredentials();
    const state = await upgrades.pullRequest(item, credentials);
    if (state !== 'open') {
      await store.noteLook(item, { at, state });
    }
  }
}

function outcomeOf({
  outcome,
  message,
  pullRequest,
}: CampaignResult): Pick<CampaignItem, 'state' | 'url' | 'number' | 'reason'> {
  const state = pullRequest ? 'opened' : 'unchanged';
  return {
    state: outcome === 'closed' ? 'closed' : state,
    ...(pullRequest && { url: pullRequest.url, number: pullRequest.number }),
    reason: message,
  };
}
