import { runningService } from '../services/describe.ts';
import type { ForgeState, WorldServices } from '../world/types.ts';

/** Seen from the backend's folder, as in app-config.yaml. */
const CATALOG = '../../packages/dev-world/src/shop/catalog/base.yaml';

/** Without a user name, Backstage takes the password for a token. */
const integration = ({ url, bot }: ForgeState) => ({
  host: new URL(url).host,
  baseUrl: url,
  password: bot.token,
});

/** A list takes the place of the one in app-config.yaml: what the forge holds is read from there. */
const locations = ({ url, repositories }: ForgeState) => [
  { type: 'file', target: CATALOG },
  ...repositories.map(repository => ({
    type: 'url',
    target: `${url}/${repository}/src/branch/main/catalog-info.yaml`,
  })),
];

/** What the portal is told of the services beside its cluster; nothing of those that do not run. */
export function servicesConfig(services: WorldServices | undefined): object {
  const forge = runningService(services, 'forge');
  return forge
    ? {
        integrations: { gitea: [integration(forge)] },
        catalog: { locations: locations(forge) },
      }
    : {};
}
