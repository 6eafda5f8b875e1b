import type { Knex } from 'knex';

/** A pair of SSH keys, as OpenSSH writes them. */
export interface KeyPair {
  /** PEM of OpenSSH. */
  privateKey: string;
  /** In one line. */
  publicKey: string;
}

interface Row {
  name: string;
  private_key: string;
  public_key: string;
  created_at: string;
}

const TABLE = 'workspace_authority';
const NAME = 'user';

/** The key that signs certificates, one for all replicas of the portal. */
export class AuthorityStore {
  private constructor(private readonly knex: Knex) {}

  static create({ knex }: { knex: Knex }): AuthorityStore {
    return new AuthorityStore(knex);
  }

  async get(): Promise<KeyPair | undefined> {
    const row = await this.knex<Row>(TABLE).where({ name: NAME }).first();
    return row && { privateKey: row.private_key, publicKey: row.public_key };
  }

  /** Keeps it unless another replica was faster; returns the one that counts. */
  async keep(pair: KeyPair, now: Date): Promise<KeyPair> {
    await this.knex<Row>(TABLE)
      .insert({
        name: NAME,
        private_key: pair.privateKey,
        public_key: pair.publicKey,
        created_at: now.toISOString(),
      })
      .onConflict('name')
      .ignore();
    return (await this.get()) ?? pair;
  }
}
