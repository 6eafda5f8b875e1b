import { commitImage } from '../builder/types';
import { networkOf } from '../world/realNode/network';
import { servicesConfig, type Surroundings } from './servicesConfig';

const account = { login: 'fairway', password: 'p', token: 't' };
const forge = {
  url: 'http://localhost:26016',
  version: '1.26.0',
  kustomize: '/cache/kustomize',
  helm: '/cache/helm',
  organizations: ['shop'],
  repositories: ['shop/cart'],
  admin: account,
  bot: account,
  ci: account,
  people: {},
  webhookSecret: 'w',
};
const gateway = {
  version: '3.7.15',
  port: 7080,
  gatewayClass: 'fairway',
  gateway: { namespace: 'fairway-gateway', name: 'fairway', listener: 'web' },
  ingressClass: 'fairway',
};
const database = {
  version: '15.4',
  port: 26017,
  host: '127.0.0.1',
  clusterHost: '10.231.1.1',
  database: 'previews',
  admin: { user: 'fairway', password: 'p' },
  superuser: { user: 'postgres', password: 's' },
};
const storage = {
  version: '0.0.30',
  storageClass: 'fairway-local',
  folder: '/volumes',
};
const workspaces = {
  image: 'localhost/fairway-workspace:1',
  contents: 'Debian 13, Go 1.26.8',
};
const world: Surroundings = {
  nodes: { real: ['real-0'], simulated: ['sim-0'] },
  network: networkOf('dev', 1),
  services: { forge, gateway, database },
};

describe('what the portal is told of the services', () => {
  it('is where previews come from, run and are reached', () => {
    expect(servicesConfig('dev', world)).toMatchObject({
      environments: {
        network: {
          dependencies: [{ cidr: '10.231.1.1/32', ports: [26017] }],
          ingressFromCidrs: ['10.231.1.1/32'],
        },
        previews: {
          clusters: ['dev'],
          gateway: {
            namespace: 'fairway-gateway',
            name: 'fairway',
            listener: 'web',
            host: '{name}.localhost',
            scheme: 'http',
            port: 7080,
          },
          ingressClass: 'fairway',
          podTemplate: {
            nodeSelector: { 'fairway.dev/node': 'real' },
            tolerations: [{ key: 'fairway.dev/real', effect: 'NoSchedule' }],
          },
          databases: {
            url: 'postgresql://fairway:p@127.0.0.1:26017/previews',
            podHost: '10.231.1.1',
            podPort: 26017,
          },
          waitForStatus: 'ci/build',
          kustomize: '/cache/kustomize',
          helm: '/cache/helm',
          image: 'localhost/{org}/{repo}:{sha12}',
          forges: [
            {
              type: 'gitea',
              host: 'localhost:26016',
              url: 'http://localhost:26016',
              token: 't',
              webhookSecret: 'w',
              repositories: ['shop/cart'],
            },
          ],
        },
      },
    });
  });

  it('names images as the builder does', () => {
    const sha = '0123456789abcdef';
    const template = JSON.stringify(servicesConfig('dev', world)).match(
      /"image":"([^"]+)"/,
    )?.[1];
    expect(
      template
        ?.replace('{org}', 'shop')
        .replace('{repo}', 'cart')
        .replace('{sha12}', sha.slice(0, 12)),
    ).toBe(commitImage({ org: 'shop', repo: 'cart', sha }));
  });

  it('is where the catalog is read from', () => {
    expect(servicesConfig('dev', world)).toMatchObject({
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
          { type: 'file', target: '../../templates/*.yaml' },
          {
            type: 'url',
            target:
              'http://localhost:26016/shop/cart/src/branch/main/catalog-info.yaml',
          },
        ],
      },
    });
  });

  it('is what workspaces are made of', () => {
    const config = servicesConfig('dev', {
      ...world,
      services: {
        forge: { ...forge, clusterUrl: 'http://10.231.1.1:26016' },
        storage,
        workspaces,
      },
    });
    expect(config).toMatchObject({
      workspaces: {
        clusters: ['dev'],
        images: [{ image: 'localhost/fairway-workspace:1' }],
        storageClass: 'fairway-local',
        podTemplate: { nodeSelector: { 'fairway.dev/node': 'real' } },
        forges: [
          {
            url: 'http://localhost:26016',
            cloneUrl: 'http://10.231.1.1:26016',
          },
        ],
      },
    });
  });

  it('is nothing of workspaces where nothing would be kept', () => {
    expect(
      servicesConfig('dev', {
        ...world,
        services: { forge, workspaces, storage: { off: 'no root' } },
      }),
    ).not.toHaveProperty('workspaces');
  });

  it('leaves out what does not run', () => {
    const off = { off: 'not on this machine' };
    const config = servicesConfig('dev', {
      ...world,
      nodes: { real: [], simulated: ['sim-0'] },
      services: { forge, gateway: off, database: off },
    });
    expect(config).toMatchObject({
      environments: {
        network: {},
        previews: {
          podTemplate: { nodeSelector: { 'fairway.dev/node': 'simulated' } },
        },
      },
    });
    ['gateway', 'ingressClass', 'databases'].forEach(key =>
      expect(config).not.toHaveProperty(['environments', 'previews', key]),
    );
  });

  it('is nothing of previews and the catalog without a forge', () => {
    const config = servicesConfig('dev', { ...world, services: { database } });
    expect(Object.keys(config)).toEqual(['goldenPaths', 'environments']);
    expect(config).not.toHaveProperty('environments.previews');
    expect(servicesConfig('dev', { ...world, services: {} })).toEqual({
      goldenPaths: { podTemplate: expect.anything() },
      environments: { network: { ingressFromCidrs: ['10.231.1.1/32'] } },
    });
    expect(servicesConfig(undefined, undefined)).toEqual({});
  });
});
