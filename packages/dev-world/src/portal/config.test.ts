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
});
