import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { LedgerEntry } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Viewers } from '../people/Viewers';
import type { LedgerStore } from './LedgerStore';

/** Entries that are read at a time. */
const PAGE = 500;

/** @public */
export interface LedgerExportOptions {
  ledger: LedgerStore;
  /** What a person needs to read it. */
  permission: BasicPermission;
  permissions: PermissionsService;
  viewers: Viewers;
}

/** Hands out the ledger, so that it can be verified elsewhere. @public */
export class LedgerExport {
  private constructor(private readonly options: LedgerExportOptions) {}

  static create(options: LedgerExportOptions): LedgerExport {
    return new LedgerExport(options);
  }

  /**
   * All of it, in order.
   *
   * @throws NotAllowedError before the first entry is sent
   */
  async export(
    { credentials }: { credentials: BackstageCredentials },
    to: { signal: AbortSignal; send: (entry: LedgerEntry) => Promise<void> },
  ): Promise<void> {
    const { ledger, permission, permissions, viewers } = this.options;
    const user = viewers.requireUser(credentials);
    const [{ result }] = await permissions.authorize([{ permission }], {
      credentials: user,
    });
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not read the ledger: the portal's policy does not give you the permission ${permission.name}`,
      );
    }
    let after: number | undefined = 0;
    while (after !== undefined && !to.signal.aborted) {
      const page: LedgerEntry[] = await ledger.entries({ after, limit: PAGE });
      for (const entry of page) {
        await to.send(entry);
      }
      after = page.at(-1)?.sequence;
    }
  }
}
