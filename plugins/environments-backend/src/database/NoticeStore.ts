import type { Knex } from 'knex';
import { isTaken } from '@fairway-idp/backstage-plugin-fairway-node';

const TABLE = 'environment_notices';

/** Something that people are told once. */
export interface Notice {
  cluster: string;
  /** Of the namespace: one that is made anew is news again. */
  uid: string;
  about: 'stuck';
}

/** What people were told. Lose it, and they are told once more. */
export class NoticeStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): NoticeStore {
    return new NoticeStore(options.knex);
  }

  /** @returns whether the caller is the one to tell it: nobody was told before */
  async claim(notice: Notice): Promise<boolean> {
    try {
      await this.knex<Notice>(TABLE).insert(notice);
      return true;
    } catch (error) {
      if (isTaken(error)) {
        return false;
      }
      throw error;
    }
  }

  /** It could not be told: somebody may try again. */
  async release(notice: Notice): Promise<void> {
    await this.knex<Notice>(TABLE).where(notice).delete();
  }
}
