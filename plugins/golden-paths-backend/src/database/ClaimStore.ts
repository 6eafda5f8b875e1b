import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';

const TABLE = 'golden_path_upgrade_claims';

/** Names a repository to which an upgrade is written. */
export interface UpgradeClaim {
  host: string;
  /** The forge's own id. */
  repository: string;
}

interface Row extends UpgradeClaim {
  holder: string;
  claimed_at: string;
}

/** Who writes to which repository just now. */
export class ClaimStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): ClaimStore {
    return new ClaimStore(options.knex);
  }

  /**
   * @param when - now, and when whoever took it before is taken to have crashed
   * @returns by whose name it is held, undefined if somebody else has it
   */
  async take(
    { host, repository }: UpgradeClaim,
    { at, stale }: { at: Date; stale: Date },
  ): Promise<string | undefined> {
    const holder = randomUUID();
    const row = { host, repository, holder, claimed_at: at.toISOString() };
    await this.knex<Row>(TABLE)
      .where({ host, repository })
      .where('claimed_at', '<', stale.toISOString())
      .delete();
    // Of two that come at once the database takes one.
    await this.knex<Row>(TABLE)
      .insert(row)
      .onConflict(['host', 'repository'])
      .ignore();
    const found = await this.knex<Row>(TABLE)
      .where({ host, repository, holder })
      .first('holder');
    return found && holder;
  }

  async release(
    { host, repository }: UpgradeClaim,
    holder: string,
  ): Promise<void> {
    await this.knex<Row>(TABLE).where({ host, repository, holder }).delete();
  }
}
