import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { hostOf, imageOf, urlOf } from '../domain/preview/templates';
import { readPreviewSettings } from './readPreviewSettings';

const read = (previews: JsonObject, environments: JsonObject = {}) =>
  readPreviewSettings(
    new ConfigReader({ environments: { ...environments, previews } }),
  );
const GATEWAY = {
  namespace: 'gateways',
  name: 'shared',
  host: '{name}.preview.example.com',
};

describe('readPreviewSettings', () => {
  it('knows no previews where nothing is configured', () => {
    expect(readPreviewSettings(new ConfigReader({}))).toBeUndefined();
  });

  it('has a default for everything', () => {
    expect(read({}, { clusters: ['dev'] })).toMatchObject({
      every: 30_000,
      clusters: ['dev'],
      defaults: { tier: 's', days: 7 },
    });
  });

  it('reads what is said', () => {
    expect(
      read({
        clusters: ['dev', 'big'],
        gateway: { ...GATEWAY, listener: 'web', scheme: 'http', port: 8080 },
        image: 'registry.example.com/{org}/{repo}:{sha12}',
        waitForStatus: 'ci/build',
        defaults: { tier: 'm', days: 3, schedule: 'Mon-Fri 08:00-18:00 UTC' },
        everySeconds: 5,
      }),
    ).toMatchObject({
      every: 5_000,
      clusters: ['dev', 'big'],
      gateway: { namespace: 'gateways', name: 'shared', listener: 'web' },
      address: { scheme: 'http', port: 8080 },
      waitForStatus: 'ci/build',
      defaults: { tier: 'm', days: 3, schedule: 'Mon-Fri 08:00-18:00 UTC' },
    });
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a host without a name',
      { gateway: { ...GATEWAY, host: 'x.example.com' } },
      /gateway\.host 'x\.example\.com'/,
    ],
    [
      'a host with a port',
      { gateway: { ...GATEWAY, host: '{name}.x:80' } },
      /without a port/,
    ],
    [
      'another scheme',
      { gateway: { ...GATEWAY, scheme: 'ftp' } },
      /gateway\.scheme 'ftp'/,
    ],
    [
      'one image for all',
      { image: 'example.com/web:main' },
      /image 'example\.com\/web:main'/,
    ],
    ['another tier', { defaults: { tier: 'xl' } }, /defaults\.tier 'xl'/],
    [
      'no days',
      { defaults: { days: 0 } },
      /defaults\.days must be more than 0, but is 0/,
    ],
    ['another schedule', { defaults: { schedule: 'often' } }, /often/],
    ['no seconds', { everySeconds: -1 }, /everySeconds .* -1/],
  ])('refuses %s', (_, previews, words) => {
    expect(() => read(previews)).toThrow(words);
  });
});

describe('templates', () => {
  it('give image, host and URL', () => {
    const commit = '0123456789abcdef0123456789abcdef01234567';
    const at = { repository: 'Shop/Web$&', commit };
    expect(imageOf('x/{org}/{repo}:{sha12}', at)).toBe(
      'x/shop/web$&:0123456789ab',
    );
    expect(imageOf('x/{org}-{other}:{sha}', at)).toBe(
      `x/shop-{other}:${commit}`,
    );
    const address = { host: '{name}.x', scheme: 'http', port: 81 } as const;
    expect(hostOf(address, 'pv-a')).toBe('pv-a.x');
    expect(urlOf(address, 'pv-a.x')).toBe('http://pv-a.x:81');
    expect(urlOf({ host: '', scheme: 'https' }, 'pv-a.x')).toBe(
      'https://pv-a.x',
    );
  });
});
