import { runningService } from '../services/describe.ts';
import type { ForgeState } from '../world/types.ts';
import { servicesConfig, type Surroundings } from './servicesConfig.ts';

/** A cluster of the dev world, as the portal reaches it. */
export interface DevCluster {
  name: string;
  title: string;
  server: string;
  /** Base64 of the CA's certificate. */
  caData: string;
  readerToken: string;
  actorToken: string;
  /** Of the account of the portal's own loops. */
  operatorToken: string;
}

/** A cluster of the user's own. */
export interface OwnCluster {
  name: string;
  file: string;
  context?: string;
}

export interface PortalSettings {
  port: number;
  /** Who the developer sign-in is; absent: the page asks. */
  as?: string;
  devClusters: DevCluster[];
  ownCluster?: OwnCluster;
  /** Signs the cookies of a sign-in under way; the same as long as the portal is restarted for one run. */
  sessionSecret: string;
  /** The first dev cluster's world, with what stands beside it. */
  world?: Surroundings;
}

/** The sign-in with the forge. Whoever is signed in there already is not asked again. */
const authConfig = (
  { metadataUrl, clientId, clientSecret }: NonNullable<ForgeState['oidc']>,
  sessionSecret: string,
) => ({
  session: { secret: sessionSecret },
  providers: {
    oidc: {
      development: {
        metadataUrl,
        clientId,
        clientSecret,
        prompt: 'auto',
        signIn: {
          resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
        },
      },
    },
  },
});

/**
 * What `npm start` adds to app-config.yaml. JSON, which is YAML; it holds
 * tokens, so the file is readable by its owner only.
 *
 * @param dataFolder where the portal keeps its databases
 */
export function portalConfig(
  settings: PortalSettings,
  dataFolder: string,
): object {
  const url = `http://localhost:${settings.port}`;
  const oidc = runningService(settings.world?.services, 'forge')?.oidc;
  return {
    ...servicesConfig(settings.devClusters[0]?.name, settings.world),
    ...(oidc && { auth: authConfig(oidc, settings.sessionSecret) }),
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { port: settings.port },
      cors: { origin: url },
      database: { connection: { directory: dataFolder } },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: settings.devClusters.map(cluster => ({
            name: cluster.name,
            title: cluster.title,
            url: cluster.server,
            caData: cluster.caData,
            authProvider: 'serviceAccount',
            serviceAccountToken: cluster.readerToken,
          })),
        },
      ],
    },
    fairway: {
      signIn: {
        ...(settings.as && { as: settings.as }),
        ...(oidc && { forge: true }),
      },
      clusters: Object.fromEntries([
        ...settings.devClusters.map(cluster => [
          cluster.name,
          {
            writeAs: 'user',
            actorToken: cluster.actorToken,
            operatorToken: cluster.operatorToken,
          },
        ]),
        ...ownClusterEntry(settings.ownCluster),
      ]),
    },
  };
}

/**
 * On a cluster of one's own nobody has bound rights to the demo people, so the
 * portal writes as the kubeconfig's own user, who is named in the audit log.
 */
function ownClusterEntry(own?: OwnCluster): [string, object][] {
  return own
    ? [
        [
          own.name,
          {
            writeAs: 'serviceAccount',
            kubeconfig: { file: own.file, context: own.context },
          },
        ],
      ]
    : [];
}
