import { collectionPath, objectPath } from './resourcePath';

const pods = { group: '', version: 'v1', plural: 'pods', kind: 'Pod' };
const deployments = {
  group: 'apps',
  version: 'v1',
  plural: 'deployments',
  kind: 'Deployment',
};

describe('resource paths', () => {
  it('knows core and named groups, clusters and namespaces', () => {
    expect(collectionPath(pods)).toBe('/api/v1/pods');
    expect(collectionPath(deployments, 'shop')).toBe(
      '/apis/apps/v1/namespaces/shop/deployments',
    );
    expect(
      objectPath({
        type: deployments,
        namespace: 'shop',
        name: 'web',
        subresource: 'scale',
      }),
    ).toBe('/apis/apps/v1/namespaces/shop/deployments/web/scale');
  });

  it('escapes what a URL would read otherwise', () => {
    expect(
      objectPath({ type: pods, namespace: 'a', name: 'b?dryRun=x#y' }),
    ).toBe('/api/v1/namespaces/a/pods/b%3FdryRun%3Dx%23y');
  });

  it.each(['', '.', '..', 'a/b', '../secrets'])(
    'refuses the name %p and says so',
    name => {
      expect(() => objectPath({ type: pods, namespace: 'a', name })).toThrow(
        `name must be a name, but is ${JSON.stringify(name)}`,
      );
    },
  );

  it('refuses to leave the namespace', () => {
    expect(() => collectionPath(pods, '..')).toThrow(/namespace must be/);
  });
});
