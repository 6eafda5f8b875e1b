import { databaseUrl, runningService } from '../services/describe.ts';
import type { ForgeState, WorldServices } from '../world/types.ts';

/** Where the portal takes the forge's webhooks. */
export const WEBHOOK_PATH = '/api/environments/webhooks/gitea';

/** Seen from the backend's folder, as in app-config.yaml. */
const CATALOG = '../../packages/dev-world/src/shop/catalog/base.yaml';

/** Without a user name, Backstage takes the password for a token. */
const integration = ({ url, bot }: ForgeState) => ({
  host: new URL(url).host,
  baseUrl: url,
  password: bot.token,
});

/** The forge's sign-in, beside the developers' own. */
function signIn({ oidc }: ForgeState, secret: string): object {
  return oidc
    ? {
        // The way to the forge and back is remembered in a session.
        session: { secret },
        providers: {
          oidc: {
            development: {
              ...oidc,
              prompt: 'auto',
              signIn: {
                resolvers: [
                  { resolver: 'emailMatchingUserEntityProfileEmail' },
                ],
              },
            },
          },
        },
      }
    : {};
}

/** A list takes the place of the one in app-config.yaml: what the forge holds is read from there. */
const locations = ({ url, repositories }: ForgeState) => [
  { type: 'file', target: CATALOG },
  ...repositories.map(repository => ({
    type: 'url',
    target: `${url}/${repository}/src/branch/main/catalog-info.yaml`,
  })),
];

/** What the portal is told of the services beside its cluster; nothing of those that do not run. */
export function servicesConfig(
  services: WorldServices | undefined,
  sessionSecret: string,
): { environments?: object; rest: object } {
  const forge = runningService(services, 'forge');
  const environments = environmentsConfig(services);
  return {
    ...(Object.keys(environments).length > 0 && { environments }),
    rest: forge
      ? {
          integrations: { gitea: [integration(forge)] },
          auth: signIn(forge, sessionSecret),
          catalog: { locations: locations(forge) },
        }
      : {},
  };
}

function environmentsConfig(services: WorldServices | undefined): object {
  const forge = runningService(services, 'forge');
  const gateway = runningService(services, 'gateway');
  const database = databaseUrl(services);
  return {
    ...(forge && {
      forges: {
        dev: {
          type: 'gitea',
          url: forge.url,
          login: forge.bot.login,
          token: forge.bot.token,
          webhookSecret: forge.webhookSecret,
        },
      },
    }),
    ...(gateway && {
      gateway: {
        ...gateway.gateway,
        hostPattern: '{name}.localhost',
        urlPattern: `http://{name}.localhost:${gateway.port}`,
      },
    }),
    ...(database && {
      databases: {
        previews: { url: database, podUrl: databaseHost(services) },
      },
    }),
  };
}

/** As pods reach the database; who they are is for each preview to say. */
function databaseHost(services: WorldServices | undefined): string | undefined {
  const found = runningService(services, 'database');
  return (
    found?.clusterHost &&
    `postgresql://${found.clusterHost}:${found.port}/${found.database}`
  );
}
