import type { Knex } from 'knex';

const TABLE = 'golden_path_upgrades';
const KEY = ['host', 'repository', 'branch'] as const;

/** Names the branch of an upgrade. */
export interface UpgradeBranch {
  host: string;
  /** The forge's own id. */
  repository: string;
  branch: string;
}

/** What was last written to it. */
export interface WrittenUpgrade extends UpgradeBranch {
  /** SHA that the branch had then. */
  head: string;
  /** SHA of the default branch that it was merged with. */
  base: string;
  /** Digest of the template's source. */
  source: string;
  conflicts: number;
  /** What it was given beyond the record, as JSON. */
  parameters: string | null;
}

/** By it an upgrade knows its own commits from somebody else's. */
export class UpgradeStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): UpgradeStore {
    return new UpgradeStore(options.knex);
  }

  async get({
    host,
    repository,
    branch,
  }: UpgradeBranch): Promise<WrittenUpgrade | undefined> {
    return this.knex<WrittenUpgrade>(TABLE)
      .where({ host, repository, branch })
      .first();
  }

  /** All that was written to a repository. */
  async list({
    host,
    repository,
  }: Omit<UpgradeBranch, 'branch'>): Promise<WrittenUpgrade[]> {
    return this.knex<WrittenUpgrade>(TABLE)
      .where({ host, repository })
      .orderBy('branch');
  }

  async set(row: WrittenUpgrade): Promise<void> {
    await this.knex<WrittenUpgrade>(TABLE)
      .insert(row)
      .onConflict([...KEY])
      .merge();
  }
}
