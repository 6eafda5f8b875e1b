import { portalConfig } from './config';

const dev = {
  name: 'dev',
  title: 'Dev world',
  server: 'https://127.0.0.1:26000',
  caData: 'Y2E=',
  readerToken: 'r',
  actorToken: 'a',
  operatorToken: 'o',
};

describe('portalConfig', () => {
  it('puts every address on the chosen port', () => {
    const config = portalConfig({ port: 7010, devClusters: [dev] });
    expect(config).toMatchObject({
      app: { baseUrl: 'http://localhost:7010' },
      backend: {
        baseUrl: 'http://localhost:7010',
        listen: { port: 7010 },
        cors: { origin: 'http://localhost:7010' },
      },
    });
    expect(config).not.toHaveProperty('fairway.signIn');
  });

  it('reads as one account and writes by another', () => {
    expect(
      portalConfig({ port: 1, devClusters: [dev], as: 'bob' }),
    ).toMatchObject({
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
    expect(
      portalConfig({ port: 1, devClusters: [], ownCluster }),
    ).toMatchObject({
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
      organizations: ['shop'],
      repositories: ['shop/cart'],
      admin: account,
      bot: account,
      ci: account,
      people: {},
      webhookSecret: 'w',
      oidc: { metadataUrl: 'm', clientId: 'i', clientSecret: 's' },
    };
    const config = portalConfig({
      port: 1,
      devClusters: [dev],
      services: { forge, gateway: { off: 'no Python' } },
    });

    it('reads the catalog from there', () => {
      expect(config).toMatchObject({
        integrations: {
          gitea: [
            {
              host: 'localhost:26016',
              baseUrl: 'http://localhost:26016',
              password: 't',
            },
          ],
        },
        catalog: {
          locations: [
            { type: 'file' },
            {
              type: 'url',
              target:
                'http://localhost:26016/shop/cart/src/branch/main/catalog-info.yaml',
            },
          ],
        },
      });
    });
  });

  it('leaves the catalog as it is without a forge', () => {
    const config = portalConfig({ port: 1, devClusters: [dev] });
    ['catalog', 'integrations'].forEach(key =>
      expect(config).not.toHaveProperty(key),
    );
  });
});
