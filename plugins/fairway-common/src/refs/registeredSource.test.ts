import { registeredSourceOf, trustedSourceOf } from './registeredSource';

const HOST = 'https://git.example.com';
const PLACE = `${HOST}/shop/orders/src/branch/main/catalog-info.yaml`;
const named = (location: string | undefined, more: object = {}) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    annotations: {
      'backstage.io/source-location': `url:${HOST}/Shop/Orders/`,
      ...(location && { 'backstage.io/managed-by-location': location }),
      ...more,
    },
  },
});
const from = (location: string) => named(location);

describe('registeredSourceOf', () => {
  it('is where the catalog read it', () => {
    expect(registeredSourceOf(from(`url:${PLACE}`))).toMatchObject({
      host: 'git.example.com',
      repository: 'shop/orders',
      revision: 'main',
    });
  });

  it.each([
    'file:/etc/portal/all.yaml',
    `url:${HOST}/shop/orders/src/branch/main/../../../../mine/evil/a.yaml`,
    `url:${HOST}/shop/orders/src/branch/main/%2e%2e/mine/a.yaml`,
    `url:${PLACE}?ref=0a1b`,
    `url:https://git.example.com@evil.example.com/shop/orders/blob/main/a.yaml`,
  ])('is not known from %s', location => {
    expect(registeredSourceOf(from(location))).toBeUndefined();
  });
});

describe('trustedSourceOf', () => {
  it.each<[string, string | undefined, string[]]>([
    ['its own repository', `url:${PLACE}`, []],
    ['on another branch', `url:${HOST}/shop/orders/src/branch/v2/a.yaml`, []],
    ['on GitHub', `url:${HOST}/shop/orders/blob/main/a.yaml`, []],
    ['on GitLab', `url:${HOST}/shop/orders/-/blob/main/a.yaml`, []],
    ['from a file of the platform', 'file:/etc/portal/all.yaml', []],
    ['by a provider', undefined, []],
    [
      'from an address that is listed',
      `url:${HOST}/platform/catalog/blob/main/all.yaml`,
      [`${HOST}/platform/catalog/blob/main/all.yaml`],
    ],
    [
      'below an address that is listed',
      `url:${HOST}/platform/catalog/blob/main/all.yaml`,
      [`${HOST}/platform/`],
    ],
  ])('believes a component %s', (_, location, listed) => {
    expect(trustedSourceOf(named(location), listed)).toMatchObject({
      source: { repository: 'Shop/Orders' },
    });
  });

  it.each<[string, string, string[]]>([
    [
      'of another repository',
      `url:${HOST}/mine/evil/src/branch/main/a.yaml`,
      [],
    ],
    ['of another host', `url:https://a.b/shop/orders/blob/main/a.yaml`, []],
    ['at a commit', `url:${HOST}/shop/orders/src/commit/0a1b2c3/a.yaml`, []],
    ['at a commit of GitHub', `url:${HOST}/shop/orders/blob/0a1b2c3/a.y`, []],
    ['at a tag', `url:${HOST}/shop/orders/src/tag/v1/a.yaml`, []],
    ['with a way out', `url:${PLACE}/../../../../../mine/a.yaml`, []],
    [
      'whose address only begins like one that is listed',
      `url:${HOST}/platform/catalog-2/blob/main/all.yaml`,
      [`${HOST}/platform/catalog`],
    ],
  ])('does not believe one %s', (_, location, listed) => {
    expect(trustedSourceOf(from(location), listed)).toEqual({
      why: expect.stringMatching(
        /^It was registered from https:.*, but names Shop\/Orders on git\.example\.com: .*fairway\.trustedLocations$/,
      ),
    });
  });

  it('goes by the first location of a chain', () => {
    const origin = `${HOST}/platform/catalog/blob/main/all.yaml`;
    const entity = named(`url:${HOST}/mine/a/blob/main/a.yaml`, {
      'backstage.io/managed-by-origin-location': `url:${origin}`,
    });
    expect(trustedSourceOf(entity, [origin]).source).toBeDefined();
    expect(trustedSourceOf(entity, []).source).toBeUndefined();
  });

  it('says nothing of one that names none', () => {
    const { metadata, ...entity } = from(`url:${PLACE}`);
    const nameless = { ...entity, metadata: { name: metadata.name } };
    expect(trustedSourceOf(nameless, [])).toEqual({ source: undefined });
  });
});
