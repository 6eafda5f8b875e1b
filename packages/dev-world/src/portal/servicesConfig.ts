import { BUILD_CONTEXT, commitImage } from '../builder/types.ts';
import { databaseUrl, runningService } from '../services/describe.ts';
import { REAL_NODE_LABEL, REAL_NODE_TAINT } from '../world/realNode/config.ts';
import type {
  DatabaseState,
  ForgeState,
  GatewayState,
  WorldState,
} from '../world/types.ts';

/** As much of a world as the portal is told of. */
export type Surroundings = Pick<WorldState, 'nodes' | 'network' | 'services'>;

/** Seen from the backend's folder, as in app-config.yaml. */
const CATALOG = '../../packages/dev-world/src/shop/catalog/base.yaml';
const TEMPLATES = '../../templates/*.yaml';

/**
 * What a golden path publishes with. It wants a user name, which the forge does
 * not look at beside a token; the true one would be blotted out of every log, as
 * secrets are.
 */
const integration = ({ url, bot }: ForgeState) => ({
  host: new URL(url).host,
  baseUrl: url,
  username: 'x-access-token',
  password: bot.token,
});

/** A list takes the place of the one in app-config.yaml: what the forge holds is read from there. */
const locations = ({ url, repositories }: ForgeState) => [
  { type: 'file', target: CATALOG },
  { type: 'file', target: TEMPLATES },
  ...repositories.map(repository => ({
    type: 'url',
    target: `${url}/${repository}/src/branch/main/catalog-info.yaml`,
  })),
];

const previewForge = (forge: ForgeState) => ({
  type: 'gitea',
  host: new URL(forge.url).host,
  url: forge.url,
  token: forge.bot.token,
  webhookSecret: forge.webhookSecret,
  repositories: forge.repositories,
});

const previewGateway = ({ gateway, port }: GatewayState) => ({
  ...gateway,
  host: '{name}.localhost',
  scheme: 'http',
  port,
});

/** Every pod that the portal makes goes where pods really run; where none do, to a simulated node. */
const podTemplate = (world: Surroundings) => {
  const [label, value] = REAL_NODE_LABEL.split('=');
  return world.nodes.real.length > 0
    ? {
        nodeSelector: { [label]: value },
        tolerations: [{ operator: 'Equal', ...REAL_NODE_TAINT }],
      }
    : { nodeSelector: { [label]: 'simulated' } };
};

function previews(
  cluster: string,
  world: Surroundings,
  forge: ForgeState,
): object {
  const gateway = runningService(world.services, 'gateway');
  const database = runningService(world.services, 'database');
  return {
    clusters: [cluster],
    ...(gateway && {
      gateway: previewGateway(gateway),
      ingressClass: gateway.ingressClass,
    }),
    podTemplate: podTemplate(world),
    ...(database && {
      databases: {
        url: databaseUrl(world.services),
        // Where no pod really runs, the portal's own address does no harm.
        podHost: database.clusterHost ?? database.host,
        podPort: database.port,
      },
    }),
    // The builder says so when the image is there.
    waitForStatus: BUILD_CONTEXT,
    kustomize: forge.kustomize,
    helm: forge.helm,
    image: commitImage({ org: '{org}', repo: '{repo}', sha: '' }, '{sha12}'),
    forges: [previewForge(forge)],
  };
}

/** How pods clone from the forge, for which the portal's address is not theirs. */
const cloneForges = ({ url, clusterUrl }: ForgeState) => [
  { url, ...(clusterUrl && { cloneUrl: clusterUrl }) },
];

function workspaces(cluster: string, world: Surroundings): object | undefined {
  const made = runningService(world.services, 'workspaces');
  const storage = runningService(world.services, 'storage');
  const forge = runningService(world.services, 'forge');
  // Without a volume nothing that somebody writes would be kept.
  if (!made || !storage) {
    return undefined;
  }
  return {
    clusters: [cluster],
    images: [
      {
        id: 'debian',
        title: 'Debian',
        description: made.contents,
        image: made.image,
      },
    ],
    storageClass: storage.storageClass,
    podTemplate: podTemplate(world),
    ...(forge && { forges: cloneForges(forge) }),
  };
}

/** What an environment may reach, and who reaches it: the database, and the gateway on this machine. */
const network = (world: Surroundings, database?: DatabaseState) => ({
  ...(database?.clusterHost && {
    dependencies: [
      { cidr: `${database.clusterHost}/32`, ports: [database.port] },
    ],
  }),
  ...(world.nodes.real.length > 0 && {
    ingressFromCidrs: [`${world.network.hostAddress}/32`],
  }),
});

/** What the portal is told of the services beside its cluster; nothing of those that do not run. */
export function servicesConfig(
  cluster: string | undefined,
  world: Surroundings | undefined,
): object {
  if (!cluster || !world?.services) {
    return {};
  }
  const forge = runningService(world.services, 'forge');
  const database = runningService(world.services, 'database');
  const places = workspaces(cluster, world);
  return {
    goldenPaths: {
      podTemplate: podTemplate(world),
      ...(forge && { kustomize: forge.kustomize, helm: forge.helm }),
    },
    environments: {
      network: network(world, database),
      ...(forge && { previews: previews(cluster, world, forge) }),
    },
    ...(places && { workspaces: places }),
    ...(forge && {
      integrations: { gitea: [integration(forge)] },
      catalog: { locations: locations(forge) },
    }),
  };
}
