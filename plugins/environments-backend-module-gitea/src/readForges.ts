import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  getGiteaRequestOptions,
  ScmIntegrations,
} from '@backstage/integration';
import type { GiteaForgeOptions } from './forge/GiteaForge';

const KEY = 'environments.previews.forges';

/**
 * Reads the forges of type `gitea` from `environments.previews.forges`.
 *
 * @throws InputError naming key and value of what cannot be used
 */
export function readForges(root: Config): GiteaForgeOptions[] {
  const forges = root.getOptionalConfigArray(KEY) ?? [];
  return forges.flatMap((forge, index) =>
    forge.getString('type') === 'gitea'
      ? [readForge(root, forge, `${KEY}[${index}]`)]
      : [],
  );
}

function readForge(
  root: Config,
  forge: Config,
  key: string,
): GiteaForgeOptions {
  const url = readUrl(forge.getString('url'), `${key}.url`);
  const host = forge.getOptionalString('host') ?? new URL(url).host;
  return {
    url,
    host,
    authorization: readAuthorization(root, forge, { key, host }),
    webhookSecret: forge.getOptionalString('webhookSecret'),
  };
}

function readUrl(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash) {
    throw new InputError(
      `${key} '${text}' must be an address such as https://git.example.com`,
    );
  }
  if (url.username || url.password) {
    throw new InputError(
      `${key} must not hold credentials; set token beside it`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readAuthorization(
  root: Config,
  forge: Config,
  { key, host }: { key: string; host: string },
): string {
  const token = forge.getOptionalString('token');
  if (token) {
    return `token ${token}`;
  }
  const integration = ScmIntegrations.fromConfig(root).gitea.byHost(host);
  const { headers } = integration
    ? getGiteaRequestOptions(integration.config)
    : { headers: undefined };
  if (!headers?.Authorization) {
    throw new InputError(
      `${key}.token is missing, and integrations.gitea has no credentials for the host '${host}'`,
    );
  }
  return headers.Authorization;
}
