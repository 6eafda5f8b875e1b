import { randomUUID } from 'node:crypto';
import type {
  AuditorService,
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
  type CampaignsView,
  type GoldenPathTemplate,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  audited,
  type Viewers,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { CampaignStore } from '../database/CampaignStore';
import { isBehind } from '../domain/versions/changelog';
import type { Components } from './Components';
import type { Templates } from './Templates';
import type { Caller } from './Upgrades';

interface CampaignsOptions {
  auditor: AuditorService;
  components: Components;
  logger: LoggerService;
  permissions: PermissionsService;
  perMinute: number;
  store: CampaignStore;
  templates: Templates;
  viewers: Viewers;
  now: () => Date;
}

/** From which states a campaign may be brought to another. */
const FROM = {
  running: ['paused'],
  paused: ['running'],
  stopped: ['running', 'paused'],
  retry: ['running', 'paused', 'done'],
} as const;

/** Upgrades of a whole fleet, one repository after the other. */
export class Campaigns {
  private constructor(private readonly options: CampaignsOptions) {}

  static create(options: CampaignsOptions): Campaigns {
    return new Campaigns(options);
  }

  async list({ credentials }: Caller): Promise<CampaignsView> {
    const { store, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    await this.require('see or run upgrades of all components', user);
    return {
      campaigns: await store.list(),
      templates: await this.templatesNow(),
      mayStart: true,
    };
  }

  async start(
    { template, reason }: { template: string; reason: string },
    { credentials, request }: Caller,
  ): Promise<Campaign> {
    const { auditor, components, perMinute, store, templates, now } =
      this.options;
    const { user, actor } = await this.who(credentials);
    const intent = {
      ...{ eventId: 'golden-path-campaign', actor, verb: 'start', reason },
      ...{ cluster: '', namespace: '', kind: 'Template', name: template },
      request,
    };
    return audited(auditor, intent, async note => {
      await this.require('upgrade all components of a template', user);
      const current = await templates.now(template);
      const { version } = current;
      const behind = (await components.made()).filter(
        one => one.template === template && isBehind(current, one.version),
      );
      const campaign: Campaign = {
        id: randomUUID(),
        ...{ template, version, perMinute, reason },
        state: behind.length === 0 ? 'done' : 'running',
        createdAt: now().toISOString(),
        createdBy: actor,
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
      to: 'running' | 'paused' | 'stopped' | 'retry';
      reason: string;
    },
    { credentials, request }: Caller,
  ): Promise<Campaign> {
    const { auditor, store } = this.options;
    const { id, to, reason } = change;
    const { user, actor } = await this.who(credentials);
    const intent = {
      ...{ eventId: 'golden-path-campaign', actor, verb: to, reason },
      ...{ cluster: '', namespace: '', kind: 'Campaign', name: id },
      request,
    };
    return audited(auditor, intent, async note => {
      await this.require('upgrade all components of a template', user);
      const before = await this.get(id);
      const version = await this.versionFor(before, to);
      const isChanged = await store.setState(id, {
        to: to === 'retry' ? 'running' : to,
        from: FROM[to],
        version,
      });
      if (!isChanged) {
        throw new ConflictError(
          `The campaign is ${before.state}, and cannot be ${
            to === 'retry' ? 'tried again' : to
          } from there`,
        );
      }
      if (to === 'retry') {
        await store.retryFailed(id);
      }
      note({ before: before.state, after: to, version });
      return this.get(id);
    });
  }

  /** One that goes on is for the version that its template has then. */
  private async versionFor(
    { template }: Campaign,
    to: keyof typeof FROM,
  ): Promise<string | undefined> {
    return to === 'running' || to === 'retry'
      ? (await this.options.templates.now(template)).version
      : undefined;
  }

  private async get(id: string): Promise<Campaign> {
    const found = await this.options.store.get(id);
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
          const current = await templates.now(template);
          const { title, version } = current;
          const its = made.filter(one => one.template === template);
          return [
            {
              ...{ template, title, latest: version },
              components: its.length,
              behind: its.filter(one => isBehind(current, one.version)).length,
            },
          ];
        } catch (error) {
          logger.warn(`${template}: ${stringifyError(error)}`);
          return [];
        }
      }),
    );
    return found.flat();
  }

  /** Whoever asks, whether or not they may. */
  private async who(credentials: BackstageCredentials) {
    const { viewers } = this.options;
    const user = viewers.requireUser(credentials);
    return { user, actor: (await viewers.refsOf(user)).user };
  }

  private async require(
    what: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.may(credentials))) {
      throw new NotAllowedError(
        `You may not ${what}: the portal's policy does not give you the permission ${goldenPathCampaignPermission.name}`,
      );
    }
  }

  private async may(credentials: BackstageCredentials): Promise<boolean> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission: goldenPathCampaignPermission }],
      { credentials },
    );
    return result === AuthorizeResult.ALLOW;
  }
}
