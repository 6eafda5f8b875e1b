import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  stringifyError,
} from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  goldenPathCampaignPermission,
  type Campaign,
  type CampaignItem,
  type CampaignsView,
  type GoldenPathTemplate,
  type UpgradeResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { CampaignStore } from '../database/CampaignStore';
import { nextItem } from '../domain/campaigns/nextItem';
import type { Components } from './Components';
import type { Templates } from './Templates';
import type { Caller, Upgrades } from './Upgrades';

interface CampaignsOptions {
  auditor: AuditorService;
  auth: AuthService;
  components: Components;
  logger: LoggerService;
  permissions: PermissionsService;
  perMinute: number;
  store: CampaignStore;
  templates: Templates;
  upgrades: Upgrades;
  viewers: Viewers;
  now: () => Date;
}

/** From which states a campaign may be brought to another. */
const FROM: Record<
  'running' | 'paused' | 'stopped',
  readonly Campaign['state'][]
> = {
  running: ['paused'],
  paused: ['running'],
  stopped: ['running', 'paused'],
};

/**
 * Upgrades of a whole fleet, one repository after the other. All of it is in the
 * database: a campaign goes on after a restart, and pauses and ends for all
 * replicas at once.
 */
export class Campaigns {
  private constructor(private readonly options: CampaignsOptions) {}

  static create(options: CampaignsOptions): Campaigns {
    return new Campaigns(options);
  }

  async list({ credentials }: Caller): Promise<CampaignsView> {
    const { store, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    const mayStart = await this.may(user);
    if (!mayStart) {
      throw refused('see or run upgrades of all components');
    }
    return {
      campaigns: await store.list(),
      templates: await this.templatesNow(),
      mayStart,
    };
  }

  async start(
    { template, reason }: { template: string; reason: string },
    { credentials, request }: Caller,
  ): Promise<Campaign> {
    const { auditor, components, perMinute, store, now } = this.options;
    const actor = await this.actor(credentials);
    const intent = {
      ...{ eventId: 'golden-path-campaign', actor, verb: 'start', reason },
      ...{ cluster: '', namespace: '', kind: 'Template', name: template },
      request,
    };
    return audited(auditor, intent, async note => {
      const current = await this.options.templates.now(template);
      const open = (await store.list()).find(
        one =>
          one.template === template &&
          (one.state === 'running' || one.state === 'paused'),
      );
      if (open) {
        throw new ConflictError(
          `There is a campaign of ${template} already: it is ${open.state}. Stop it first`,
        );
      }
      const behind = (await components.made()).filter(
        one => one.template === template && one.version !== current.version,
      );
      const campaign: Campaign = {
        id: randomUUID(),
        ...{ template, version: current.version, perMinute },
        state: behind.length === 0 ? 'done' : 'running',
        createdAt: now().toISOString(),
        items: behind.map(({ entityRef }) => ({ entityRef, state: 'waiting' })),
      };
      await store.add(campaign);
      note({ campaign: campaign.id, components: behind.length });
      return campaign;
    });
  }

  async change(
    change: {
      id: string;
      to: 'running' | 'paused' | 'stopped';
      reason: string;
    },
    { credentials, request }: Caller,
  ): Promise<Campaign> {
    const { auditor, store } = this.options;
    const { id, to, reason } = change;
    const actor = await this.actor(credentials);
    const intent = {
      ...{ eventId: 'golden-path-campaign', actor, verb: to, reason },
      ...{ cluster: '', namespace: '', kind: 'Campaign', name: id },
      request,
    };
    return audited(auditor, intent, async note => {
      const before = await this.get(id);
      if (!(await store.setState(id, to, FROM[to]))) {
        throw new ConflictError(
          `The campaign is ${before.state}, and cannot be ${to} from there`,
        );
      }
      note({ before: before.state, after: to });
      return this.get(id);
    });
  }

  /** Begins the next repository of each campaign whose turn it is. */
  async step(signal?: AbortSignal): Promise<void> {
    const { store, now } = this.options;
    for (const campaign of await store.list()) {
      signal?.throwIfAborted();
      const next = nextItem(campaign, now());
      if (next === 'done') {
        await store.setState(campaign.id, 'done', ['running']);
      } else if (next) {
        await this.upgrade(campaign, next);
      }
    }
  }

  private async upgrade(
    { id, template }: Campaign,
    { entityRef }: CampaignItem,
  ): Promise<void> {
    const { auth, auditor, store, upgrades, logger, now } = this.options;
    const credentials = await auth.getOwnServiceCredentials();
    const at = now().toISOString();
    try {
      const result = await audited(
        auditor,
        {
          ...{ eventId: 'golden-path-upgrade', actor: 'campaign' },
          ...{ verb: 'upgrade', reason: `Campaign ${id} of ${template}` },
          ...{ cluster: '', namespace: '', kind: 'Component', name: entityRef },
        },
        () => upgrades.upgradeInCampaign(entityRef, credentials),
      );
      await store.setItem(id, { entityRef, at, ...outcomeOf(result) });
    } catch (error) {
      logger.warn(`Campaign ${id}: ${entityRef}: ${stringifyError(error)}`);
      const reason = (error as Error).message;
      await store.setItem(id, { entityRef, at, state: 'failed', reason });
    }
  }

  private async get(id: string): Promise<Campaign> {
    const found = (await this.options.store.list()).find(one => one.id === id);
    if (!found) {
      throw new NotFoundError(`There is no campaign ${id}`);
    }
    return found;
  }

  /** Those that can be had from the catalog; one that cannot be read is left out. */
  private async templatesNow(): Promise<GoldenPathTemplate[]> {
    const { components, logger, templates } = this.options;
    const made = await components.made();
    const found = await Promise.all(
      (
        await templates.list()
      ).map(async template => {
        try {
          const { title, version } = await templates.now(template);
          const its = made.filter(one => one.template === template);
          const behind = its.filter(one => one.version !== version).length;
          return [
            ...[{ template, title, latest: version }].map(one => ({
              ...one,
              components: its.length,
              behind,
            })),
          ];
        } catch (error) {
          logger.warn(`${template}: ${stringifyError(error)}`);
          return [];
        }
      }),
    );
    return found.flat();
  }

  private async actor(credentials: BackstageCredentials): Promise<string> {
    const { viewers } = this.options;
    const user = viewers.requireUser(credentials);
    if (!(await this.may(user))) {
      throw refused('upgrade all components of a template');
    }
    return (await viewers.refsOf(user)).user;
  }

  private async may(credentials: BackstageCredentials): Promise<boolean> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission: goldenPathCampaignPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }
}

function outcomeOf(
  result: UpgradeResult,
): Pick<CampaignItem, 'state' | 'url' | 'reason'> {
  const url = result.pullRequest?.url;
  return {
    state:
      result.outcome === 'opened' || result.outcome === 'updated'
        ? 'opened'
        : 'unchanged',
    ...(url && { url }),
    reason: result.message,
  };
}

function refused(what: string): NotAllowedError {
  return new NotAllowedError(
    `You may not ${what}: the portal's policy does not give you the permission ${goldenPathCampaignPermission.name}`,
  );
}
