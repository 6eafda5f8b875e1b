import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { WorkspaceOptions } from '@fairway-idp/backstage-plugin-fairway-common';
import type { UserCredentials } from '@fairway-idp/backstage-plugin-fairway-node';
import { environmentsClient } from './environmentsClient';

/** Milliseconds: a list of branches is not worth a long wait. */
const TIMEOUT = 2_000;

/** Branches that are known: those of open pull requests. */
export class Branches {
  private constructor(
    private readonly options: {
      auth: AuthService;
      discovery: DiscoveryService;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): Branches {
    return new Branches(options);
  }

  /** Never all there are; none where there are no previews. Never throws. */
  async of(
    entityRef: string,
    credentials: UserCredentials,
  ): Promise<WorkspaceOptions['branches']> {
    try {
      const { previews } = await environmentsClient(
        this.options,
        credentials,
      ).call('listPreviews', { entityRef }, AbortSignal.timeout(TIMEOUT));
      const items = new Map(
        previews.map(({ pullRequest: { branch, number, title } }) => [
          branch,
          { name: branch, hint: `#${number} ${title}` },
        ]),
      );
      return { known: false, items: [...items.values()] };
    } catch {
      return { known: false, items: [] };
    }
  }
}
