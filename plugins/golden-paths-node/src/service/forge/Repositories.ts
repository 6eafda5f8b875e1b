import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { readRepoUrl } from '../../domain/publish/repoUrl';
import { Repository } from './Repository';

/**
 * Repositories of each Gitea (or Forgejo) in `integrations.gitea`, with the
 * portal's own account there.
 *
 * @public
 */
export class Repositories {
  private constructor(private readonly integrations: ScmIntegrations) {}

  static create(options: { config: RootConfigService }): Repositories {
    return new Repositories(ScmIntegrations.fromConfig(options.config));
  }

  /** Whether the host is that of a Gitea. */
  serves(host: string): boolean {
    return this.integrations.gitea.byHost(host) !== undefined;
  }

  /**
   * @param repoUrl - `host?owner=…&repo=…`
   * @throws InputError naming the field and what is wrong with it
   */
  at(repoUrl: string): Repository {
    const place = readRepoUrl(repoUrl);
    const integration = this.integrations.gitea.byHost(place.host);
    if (!integration) {
      throw new InputError(
        `repoUrl: integrations.gitea of the configuration has no host '${place.host}'`,
      );
    }
    return Repository.create(place, integration.config);
  }
}
