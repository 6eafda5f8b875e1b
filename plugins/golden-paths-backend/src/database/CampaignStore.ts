import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  Campaign,
  CampaignItem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Knex } from 'knex';

const CAMPAIGNS = 'golden_path_campaigns';
const ITEMS = 'golden_path_campaign_items';
/** States of those that are not over. */
const OPEN: readonly Campaign['state'][] = ['running', 'paused'];
/** Campaigns that are listed beside those that are not over. */
const MOST = 20;
/** Rows in one statement: databases limit its variables. */
const CHUNK = 100;

interface Row {
  id: string;
  template: string;
  version: string;
  state: Campaign['state'];
  created_at: string;
  created_by: string | null;
  reason: string | null;
  waits_until: string | null;
  waits_for: string | null;
  /** Outages in a row. */
  tries: number;
  per_minute: number;
}

interface ItemRow {
  campaign: string;
  entity_ref: string;
  state: CampaignItem['state'];
  url: string | null;
  number: number | null;
  reason: string | null;
  tries: number;
  at: string | null;
}

/** A pull request of a campaign that was open when it was looked at last. */
export interface OpenItem {
  campaign: string;
  entityRef: string;
  number: number;
}

/** Campaigns and how far they are: a restart goes on where they were. */
export class CampaignStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): CampaignStore {
    return new CampaignStore(options.knex);
  }

  /** @throws ConflictError if another one of the template is not over */
  async add(campaign: Campaign): Promise<void> {
    const { id, template, version, state, createdAt, perMinute } = campaign;
    await onlyOne(template, () =>
      this.knex.transaction(async transaction => {
        await transaction<Row>(CAMPAIGNS).insert({
          ...{ id, template, version, state },
          created_at: createdAt,
          created_by: campaign.createdBy ?? null,
          reason: campaign.reason ?? null,
          per_minute: perMinute,
        });
        const rows = campaign.items.map(item => rowOf(id, item));
        for (let i = 0; i < rows.length; i += CHUNK) {
          await transaction<ItemRow>(ITEMS).insert(rows.slice(i, i + CHUNK));
        }
      }),
    );
  }

  /** The newest first, and of the others those that are not over. */
  async list(): Promise<Campaign[]> {
    const newest = await this.knex<Row>(CAMPAIGNS)
      .orderBy('created_at', 'desc')
      .limit(MOST);
    const open = await this.knex<Row>(CAMPAIGNS)
      .whereIn('state', [...OPEN])
      .whereNotIn(
        'id',
        newest.map(({ id }) => id),
      )
      .orderBy('created_at', 'desc');
    return this.read([...newest, ...open]);
  }

  /** Ids of those that run. */
  async running(): Promise<string[]> {
    const rows = await this.knex<Row>(CAMPAIGNS)
      .where({ state: 'running' })
      .orderBy('created_at');
    return rows.map(({ id }) => id);
  }

  async get(id: string): Promise<Campaign | undefined> {
    const [found] = await this.read(
      await this.knex<Row>(CAMPAIGNS).where({ id }),
    );
    return found;
  }

  /**
   * @returns whether it was in one of the states
   * @throws ConflictError if another one of the template is not over
   */
  async setState(
    id: string,
    change: {
      to: Campaign['state'];
      from: readonly Campaign['state'][];
      /** Why. */
      waitsFor?: string;
      version?: string;
    },
  ): Promise<boolean> {
    const { to, from, waitsFor, version } = change;
    const changed = await onlyOne('that golden path', () =>
      this.knex<Row>(CAMPAIGNS)
        .where({ id })
        .whereIn('state', [...from])
        .update({
          ...{ state: to, waits_until: null, waits_for: waitsFor ?? null },
          ...{ tries: 0, ...(version !== undefined && { version }) },
        }),
    );
    return changed > 0;
  }

  /** Those that failed wait again. */
  async retryFailed(id: string): Promise<void> {
    await this.knex<ItemRow>(ITEMS)
      .where({ campaign: id, state: 'failed' })
      .update({ state: 'waiting', reason: null, tries: 0 });
  }

  /** Something does not answer: one that still runs begins nothing before. */
  async hold(
    id: string,
    { until, why, tries }: { until: string; why: string; tries: number },
  ): Promise<void> {
    await this.knex<Row>(CAMPAIGNS)
      .where({ id, state: 'running' })
      .update({ waits_until: until, waits_for: why, tries });
  }

  /** It answers: one that still runs has nothing to wait for. */
  async release(id: string): Promise<void> {
    await this.knex<Row>(CAMPAIGNS)
      .where({ id, state: 'running' })
      .update({ waits_until: null, waits_for: null, tries: 0 });
  }

  /** Outages in a row. */
  async tries(id: string): Promise<number> {
    const row = await this.knex<Row>(CAMPAIGNS).where({ id }).first('tries');
    return row?.tries ?? 0;
  }

  async setItem(id: string, item: CampaignItem): Promise<void> {
    const { campaign, entity_ref, ...rest } = rowOf(id, item);
    await this.knex<ItemRow>(ITEMS)
      .where({ campaign, entity_ref })
      .update(rest);
  }

  /** Pull requests that were open and were not looked at since; the longest ago first. */
  async openItems(options: {
    /** RFC 3339 */
    since: string;
    /** Of campaigns that were started later than that; RFC 3339. */
    startedAfter: string;
    most: number;
  }): Promise<OpenItem[]> {
    const rows = await this.knex<ItemRow & { looked_at: string | null }>(ITEMS)
      .join(CAMPAIGNS, `${CAMPAIGNS}.id`, `${ITEMS}.campaign`)
      .where(`${ITEMS}.state`, 'opened')
      .where(`${CAMPAIGNS}.created_at`, '>', options.startedAfter)
      .whereNotNull('number')
      .where(query =>
        query.whereNull('looked_at').orWhere('looked_at', '<', options.since),
      )
      .orderByRaw(`coalesce(looked_at, '')`)
      .limit(options.most)
      .select('campaign', 'entity_ref', 'number');
    return rows.map(({ campaign, entity_ref, number }) => ({
      ...{ campaign, entityRef: entity_ref, number },
    }));
  }

  /** What an open pull request has come to. */
  async noteLook(
    { campaign, entityRef }: OpenItem,
    { at, state }: { at: string; state?: 'merged' | 'closed' },
  ): Promise<void> {
    await this.knex<ItemRow & { looked_at: string }>(ITEMS)
      .where({ campaign, entity_ref: entityRef, state: 'opened' })
      .update({ looked_at: at, ...(state && { state }) });
  }

  private async read(rows: readonly Row[]): Promise<Campaign[]> {
    const items = await this.knex<ItemRow>(ITEMS)
      .whereIn(
        'campaign',
        rows.map(({ id }) => id),
      )
      .orderBy('entity_ref');
    return rows.map(row => ({
      ...{ id: row.id, template: row.template, version: row.version },
      ...{ state: row.state, createdAt: row.created_at },
      ...(row.created_by !== null && { createdBy: row.created_by }),
      ...(row.reason !== null && { reason: row.reason }),
      ...(row.waits_until !== null && { waitsUntil: row.waits_until }),
      ...(row.waits_for !== null && { waitsFor: row.waits_for }),
      perMinute: row.per_minute,
      items: items.filter(({ campaign }) => campaign === row.id).map(itemOf),
    }));
  }
}

/** The database lets no two of a template be open at once. */
async function onlyOne<T>(template: string, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    throw isDatabaseConflictError(error)
      ? new ConflictError(
          `There is a campaign of ${template} already that is not over. Stop it first`,
        )
      : error;
  }
}

function rowOf(campaign: string, item: CampaignItem): ItemRow {
  return {
    campaign,
    entity_ref: item.entityRef,
    state: item.state,
    url: item.url ?? null,
    number: item.number ?? null,
    reason: item.reason ?? null,
    tries: item.tries ?? 0,
    at: item.at ?? null,
  };
}

function itemOf(row: ItemRow): CampaignItem {
  const { entity_ref, state, url, number, reason, tries, at } = row;
  return {
    entityRef: entity_ref,
    state,
    ...(url !== null && { url }),
    ...(number !== null && { number }),
    ...(reason !== null && { reason }),
    ...(tries > 0 && { tries }),
    ...(at !== null && { at }),
  };
}
