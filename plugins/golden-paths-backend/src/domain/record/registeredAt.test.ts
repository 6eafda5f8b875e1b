import { registeredAt } from './registeredAt';

const HOST = 'https://git.example.com';
const FILE = 'catalog-info.yaml';
const at = (
  location: string | undefined,
  others: Record<string, string> = {},
) =>
  registeredAt({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'orders',
      annotations: {
        ...(location && { 'backstage.io/managed-by-location': location }),
        ...others,
      },
    },
  });
const isOn = (location: string, branch: string, type: string) => {
  const found = at(`url:${location}`);
  return found.source && found.isOn(branch, type);
};

describe('the repository of a component', () => {
  it('is the one from which it was registered', () => {
    const place = `url:${HOST}/shop/orders/src/branch/main/${FILE}`;
    const own = { 'backstage.io/source-location': `url:${HOST}/Shop/Orders/` };
    expect(at(place).source?.repository).toBe('shop/orders');
    expect(at(place, own).source?.repository).toBe('shop/orders');
  });

  it.each(['backstage.io/source-location', 'backstage.io/view-url'])(
    'is not what %s says of another',
    annotation => {
      const place = `url:${HOST}/mine/evil/src/branch/main/${FILE}`;
      expect(at(place, { [annotation]: `${HOST}/shop/orders` })).toEqual({
        source: undefined,
        why: expect.stringContaining('registered from mine/evil'),
      });
      expect(
        at(place, { [annotation]: 'https://other.example.com/mine/evil' }),
      ).toMatchObject({ source: undefined });
    },
  );

  it.each([
    undefined,
    'file:/etc/portal/all.yaml',
    `url:${HOST}/shop/orders/src/branch/main/../../../../mine/evil/${FILE}`,
    `url:${HOST}/shop/orders/src/branch/main/%2e%2e/%2e%2e/mine/evil/${FILE}`,
    `url:${HOST}/shop/orders/src/branch/main/..%2f..%2fmine/${FILE}`,
    `url:${HOST}/shop/orders/src/branch/main/${FILE}?ref=0a1b&x=`,
    `url:${HOST}/shop/orders/src/branch/main/${FILE}#x`,
    `url:${HOST}\\shop/orders/src/branch/main/${FILE}`,
    `url:https://git.example.com@evil.example.com/shop/orders/src/branch/main/${FILE}`,
    `url:${HOST}//shop/orders/src/branch/main/${FILE}`,
  ])('is not known from %s', location => {
    const own = { 'backstage.io/source-location': `url:${HOST}/shop/orders/` };
    expect(at(location, own)).toMatchObject({
      source: undefined,
      why: expect.stringContaining('not from the repository that it names'),
    });
  });

  it('is none where nothing names one', () => {
    expect(at('file:/etc/portal/all.yaml')).toMatchObject({
      why: 'The component names no repository in a forge',
    });
  });
});

describe('the branch of a component', () => {
  it.each<[string, string, string, boolean]>([
    ['/shop/orders/src/branch/main/a.yaml', 'main', 'gitea', true],
    ['/a/b/src/branch/main/a/b/c.yaml', 'main', 'gitea', true],
    ['/shop/orders/src/branch/release/1/a.yaml', 'release/1', 'gitea', true],
    ['/shop/orders/src/branch/main/a.yaml', 'mai', 'gitea', false],
    ['/shop/orders/src/branch/other/main/a.yaml', 'main', 'gitea', false],
    // A commit of a fork is shown below the repository that it wants to get into.
    ['/shop/orders/src/commit/0a1b/a.yaml', 'main', 'gitea', false],
    ['/shop/orders/src/tag/main/a.yaml', 'main', 'gitea', false],
    // What Gitea's reader takes for the revision is what stands at the fifth place.
    ['/shop/orders/src/main/0a1b/a.yaml', 'main', 'gitea', false],
    ['/shop/orders/blob/main/0a1b/a.yaml', 'main', 'gitea', false],
    ['/shop/orders/blob/main/a.yaml', 'main', 'github', true],
    ['/shop/orders/blob/0a1b/a.yaml', 'main', 'github', false],
    ['/a/shop/orders/-/blob/main/a.yaml', 'main', 'gitlab', true],
  ])('%s, is it on %s (%s): %s', (path, branch, type, expected) => {
    expect(isOn(`${HOST}${path}`, branch, type)).toBe(expected);
  });
});
