import type {
  DatabaseState,
  ForgeState,
  StorageState,
  WorkspacesState,
  WorldState,
} from '../world/types.ts';
import { runningService } from './describe.ts';

/**
 * What tells Backstage's TestDatabases of a server: it makes a database for each
 * test, so it is told of the superuser.
 */
const ofDatabase = ({ version, superuser, host, port }: DatabaseState) => {
  const major = version.split('.')[0];
  return {
    [`BACKSTAGE_TEST_DATABASE_POSTGRES${major}_CONNECTION_STRING`]: `postgresql://${superuser.user}:${superuser.password}@${host}:${port}/postgres`,
  };
};

/** Its administrator: tests make accounts of their own. */
function ofForge({ url, admin, kustomize, helm }: ForgeState) {
  const address = new URL(url);
  address.username = admin.login;
  address.password = admin.password;
  return {
    FAIRWAY_TEST_GITEA: address.href,
    FAIRWAY_TEST_KUSTOMIZE: kustomize,
    FAIRWAY_TEST_HELM: helm,
  };
}

const ofStorage = ({ storageClass, folder }: StorageState) => ({
  FAIRWAY_TEST_STORAGE_CLASS: storageClass,
  FAIRWAY_TEST_VOLUMES_FOLDER: folder,
});

const ofWorkspaces = ({ image }: WorkspacesState) => ({
  FAIRWAY_TEST_WORKSPACE_IMAGE: image,
});

/** What tests are told of a world, each in the variable in which they look for it. */
export function testVariables({
  kubeconfig,
  services,
}: Pick<WorldState, 'kubeconfig' | 'services'>): Record<string, string> {
  const database = runningService(services, 'database');
  const forge = runningService(services, 'forge');
  const storage = runningService(services, 'storage');
  const workspaces = runningService(services, 'workspaces');
  const metrics = runningService(services, 'metrics');
  const gateway = runningService(services, 'gateway');
  return {
    FAIRWAY_TEST_KUBECONFIG: kubeconfig,
    ...(database && ofDatabase(database)),
    ...(forge && ofForge(forge)),
    ...(storage && ofStorage(storage)),
    ...(workspaces && ofWorkspaces(workspaces)),
    ...(metrics && { FAIRWAY_TEST_METRICS: metrics.version }),
    ...(gateway && { FAIRWAY_TEST_GATEWAY_PORT: `${gateway.port}` }),
  };
}
