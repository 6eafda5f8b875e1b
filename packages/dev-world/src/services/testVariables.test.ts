import { testVariables } from './testVariables';

const kubeconfig = '/worlds/test/kubeconfig';
const account = { login: 'forge-admin', password: 'c', token: 't' };

describe('testVariables', () => {
  it('are an address each, the version of the database in the name', () => {
    expect(
      testVariables({
        kubeconfig,
        services: {
          database: {
            version: '15.18',
            port: 26027,
            host: '127.0.0.1',
            database: 'previews',
            admin: { user: 'fairway', password: 'a' },
            superuser: { user: 'postgres', password: 'b' },
          },
          forge: {
            url: 'http://localhost:26026',
            version: '1.26.0',
            kustomize: '/cache/kustomize',
            helm: '/cache/helm',
            organizations: [],
            repositories: [],
            admin: account,
            bot: account,
            ci: account,
            people: {},
            webhookSecret: 'w',
          },
          storage: {
            version: '0.0.30',
            storageClass: 'fairway-local',
            folder: '/worlds/test/volumes',
          },
          workspaces: { image: 'localhost/workspace:1', contents: 'Debian' },
          metrics: { version: '0.9.0' },
          gateway: {
            version: '3.7.15',
            port: 26028,
            gatewayClass: 'traefik',
            gateway: { namespace: 'gateways', name: 'shared', listener: 'web' },
            ingressClass: 'traefik',
          },
        },
      }),
    ).toEqual({
      FAIRWAY_TEST_KUBECONFIG: kubeconfig,
      BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING:
        'postgresql://postgres:b@127.0.0.1:26027/postgres',
      FAIRWAY_TEST_GITEA: 'http://forge-admin:c@localhost:26026/',
      FAIRWAY_TEST_KUSTOMIZE: '/cache/kustomize',
      FAIRWAY_TEST_HELM: '/cache/helm',
      FAIRWAY_TEST_STORAGE_CLASS: 'fairway-local',
      FAIRWAY_TEST_VOLUMES_FOLDER: '/worlds/test/volumes',
      FAIRWAY_TEST_WORKSPACE_IMAGE: 'localhost/workspace:1',
      FAIRWAY_TEST_METRICS: '0.9.0',
      FAIRWAY_TEST_GATEWAY_PORT: '26028',
    });
  });

  it('say nothing of what does not run', () => {
    expect(
      testVariables({ kubeconfig, services: { forge: { off: 'no git' } } }),
    ).toEqual({ FAIRWAY_TEST_KUBECONFIG: kubeconfig });
  });
});
