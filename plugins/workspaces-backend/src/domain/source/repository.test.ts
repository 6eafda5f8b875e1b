import { repositoryOf } from './repository';

const SOURCE = 'https://git.example.com/shop/orders';
const component = (location: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: {
      'backstage.io/source-location': `url:${SOURCE}/`,
      'backstage.io/managed-by-location': location,
    },
  },
});
const settings = {
  trustedLocations: [],
  forges: [
    {
      url: 'https://git.example.com',
      cloneUrl: 'http://gitea.forge:3000',
      secret: 'forge',
    },
  ],
};

describe('repositoryOf', () => {
  it('is cloned as the pods reach it, with what the platform has for that', () => {
    const location = `url:${SOURCE}/src/branch/main/catalog-info.yaml`;
    expect(repositoryOf(component(location), settings)).toEqual({
      url: SOURCE,
      host: 'git.example.com',
      name: 'shop/orders',
      spec: {
        url: SOURCE,
        cloneUrl: 'http://gitea.forge:3000/shop/orders.git',
        folder: '/home/dev/orders',
        secret: 'forge',
      },
    });
  });

  it('is not one that a component of elsewhere names', () => {
    const location = 'url:https://git.example.com/mine/evil/blob/main/a.yaml';
    expect(repositoryOf(component(location), settings)).toEqual({
      why: expect.stringContaining('names shop/orders on git.example.com'),
    });
  });

  it('is none where none is named', () => {
    const entity = { ...component('file:/a'), metadata: { name: 'orders' } };
    expect(repositoryOf(entity, settings)).toEqual({
      why: expect.stringContaining('add the annotation'),
    });
  });
});
