import { portalConfig, type PortalSettings } from './config';
import { networkOf } from '../world/realNode/network';

const dev = {
  name: 'dev',
  title: 'Dev world',
  server: 'https://127.0.0.1:26000',
  caData: 'Y2E=',
  readerToken: 'r',
  actorToken: 'a',
  operatorToken: 'o',
};

const configOf = (settings: Partial<PortalSettings> = {}) =>
  portalConfig(
    { port: 1, devClusters: [dev], sessionSecret: 'cookies', ...settings },
    '/data',
  );

describe('portalConfig', () => {
  it('puts every address on the chosen port', () => {
    const config = configOf({ port: 7010 });
    expect(config).toMatchObject({
      app: { baseUrl: 'http://localhost:7010' },
      backend: {
        baseUrl: 'http://localhost:7010',
        listen: { port: 7010 },
        cors: { origin: 'http://localhost:7010' },
        database: { connection: { directory: '/data' } },
      },
    });
    expect(config).not.toHaveProperty('fairway.signIn.as');
  });

  it('reads as one account and writes by another', () => {
    expect(configOf({ as: 'bob' })).toMatchObject({
      kubernetes: {
        clusterLocatorMethods: [
          { clusters: [{ name: 'dev', serviceAccountToken: 'r' }] },
        ],
      },
      fairway: {
        signIn: { as: 'bob' },
        clusters: {
          dev: { writeAs: 'user', actorToken: 'a', operatorToken: 'o' },
        },
      },
    });
  });

  it('takes a cluster of one’s own from its kubeconfig', () => {
    const ownCluster = { name: 'mine', file: '/home/me/.kube/config' };
    expect(configOf({ devClusters: [], ownCluster })).toMatchObject({
      fairway: {
        clusters: {
          mine: { kubeconfig: { file: '/home/me/.kube/config' } },
        },
      },
    });
  });

  describe('with a forge', () => {
    const account = { login: 'fairway', password: 'p', token: 't' };
    const forge = {
      url: 'http://localhost:26016',
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
    };
    const oidc = { metadataUrl: 'm', clientId: 'i', clientSecret: 's' };
    const beside = (service: object) =>
      configOf({
        world: {
          nodes: { real: [], simulated: [] },
          network: networkOf('dev', 1),
          services: { forge: { ...forge, ...service } },
        },
      });

    it('signs in with it, too', () => {
      expect(beside({ oidc })).toMatchObject({
        auth: {
          session: { secret: 'cookies' },
          providers: {
            oidc: { development: { ...oidc, prompt: 'auto' } },
          },
        },
        fairway: { signIn: { forge: true } },
      });
    });

    it('does not where the forge does not know the portal', () => {
      expect(beside({})).not.toHaveProperty('auth');
      expect(beside({})).not.toHaveProperty('fairway.signIn.forge');
    });
  });
});
