import type {
  Campaign,
  CampaignItem,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Knex } from 'knex';

const CAMPAIGNS = 'golden_path_campaigns';
const ITEMS = 'golden_path_campaign_items';
/** Campaigns that are listed. */
const MOST = 20;
/** Rows in one statement: databases limit its variables. */
const CHUNK = 150;

interface Row {
  id: string;
  template: string;
  version: string;
  state: Campaign['state'];
  created_at: string;
  per_minute: number;
}

interface ItemRow {
  campaign: string;
  entity_ref: string;
  state: CampaignItem['state'];
  url: string | null;
  reason: string | null;
  at: string | null;
}

/** Campaigns and how far they are: a restart goes on where they were. */
export class CampaignStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): CampaignStore {
    return new CampaignStore(options.knex);
  }

  async add(campaign: Campaign): Promise<void> {
    const { id, template, version, state, createdAt, perMinute } = campaign;
    await this.knex.transaction(async transaction => {
      await transaction<Row>(CAMPAIGNS).insert({
        ...{ id, template, version, state },
        created_at: createdAt,
        per_minute: perMinute,
      });
      const rows = campaign.items.map(item => rowOf(id, item));
      for (let i = 0; i < rows.length; i += CHUNK) {
        await transaction<ItemRow>(ITEMS).insert(rows.slice(i, i + CHUNK));
      }
    });
  }

  /** The newest first. */
  async list(): Promise<Campaign[]> {
    const rows = await this.knex<Row>(CAMPAIGNS)
      .orderBy('created_at', 'desc')
      .limit(MOST);
    const items = await this.knex<ItemRow>(ITEMS)
      .whereIn(
        'campaign',
        rows.map(({ id }) => id),
      )
      .orderBy('entity_ref');
    return rows.map(row => ({
      ...{ id: row.id, template: row.template, version: row.version },
      ...{ state: row.state, createdAt: row.created_at },
      perMinute: row.per_minute,
      items: items.filter(({ campaign }) => campaign === row.id).map(itemOf),
    }));
  }

  /** @returns whether it was in one of the states */
  async setState(
    id: string,
    to: Campaign['state'],
    from: readonly Campaign['state'][],
  ): Promise<boolean> {
    const changed = await this.knex<Row>(CAMPAIGNS)
      .where({ id })
      .whereIn('state', [...from])
      .update({ state: to });
    return changed > 0;
  }

  async setItem(id: string, item: CampaignItem): Promise<void> {
    const { campaign, entity_ref, ...rest } = rowOf(id, item);
    await this.knex<ItemRow>(ITEMS)
      .where({ campaign, entity_ref })
      .update(rest);
  }
}

function rowOf(campaign: string, item: CampaignItem): ItemRow {
  return {
    campaign,
    entity_ref: item.entityRef,
    state: item.state,
    url: item.url ?? null,
    reason: item.reason ?? null,
    at: item.at ?? null,
  };
}

function itemOf({ entity_ref, state, url, reason, at }: ItemRow): CampaignItem {
  return {
    entityRef: entity_ref,
    state,
    ...(url !== null && { url }),
    ...(reason !== null && { reason }),
    ...(at !== null && { at }),
  };
}
