import type {
  BackstageCredentials,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from '../../domain/preflight/finding';
import {
  isForge,
  whyNotPublished,
  type ForgeFacts,
  type ForgeType,
} from '../../domain/publish/forges';

/** As much of the scaffolder as is asked; `ScaffolderService` is one. @public */
export interface InstalledActions {
  listActions(
    request: {},
    options: { credentials: BackstageCredentials },
  ): Promise<ReadonlyArray<{ id: string }>>;
}

/** To which forges this portal can publish. @public */
export class Publishers {
  private constructor(
    private readonly integrations: ScmIntegrations,
    private readonly scaffolder: InstalledActions,
  ) {}

  static create(options: {
    config: RootConfigService;
    scaffolder: InstalledActions;
  }): Publishers {
    const { config, scaffolder } = options;
    return new Publishers(ScmIntegrations.fromConfig(config), scaffolder);
  }

  /**
   * What keeps a repository from being published, before anything is made.
   *
   * @param forge - `github`, `gitlab` or `gitea`; of others nothing is said
   */
  async findings(
    { forge, host }: { forge: string; host: string },
    credentials: BackstageCredentials,
  ): Promise<GoldenPathFinding[]> {
    if (!isForge(forge)) {
      return [];
    }
    const why = whyNotPublished(forge, {
      host,
      integration: this.integration(forge, host),
      actions: await this.actions(credentials),
    });
    return why
      ? [finding('forge-not-served', 'block', { message: why, field: 'forge' })]
      : [];
  }

  private integration(
    forge: ForgeType,
    host: string,
  ): ForgeFacts['integration'] {
    const found = this.integrations[forge].byHost(host);
    if (!found) {
      return 'none';
    }
    const { token, apps, password } = found.config as {
      token?: string;
      apps?: unknown[];
      password?: string;
    };
    const hasAccount = Boolean(token || password || apps?.length);
    return hasAccount ? 'ready' : 'without-account';
  }

  /** A scaffolder that does not say which actions it has is none that has not. */
  private async actions(
    credentials: BackstageCredentials,
  ): Promise<string[] | undefined> {
    try {
      const list = await this.scaffolder.listActions({}, { credentials });
      return list.map(({ id }) => id);
    } catch {
      return undefined;
    }
  }
}
