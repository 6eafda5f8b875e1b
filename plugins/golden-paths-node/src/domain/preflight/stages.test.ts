import { stageFindings } from './stages';

const at = (stage: string | undefined, place: string, ...hosts: string[]) => {
  const [cluster, namespace] = place.split('/');
  return { stage, cluster, namespace, hosts };
};

const FIRST = at(undefined, 'dev/shop-dev', 'shop.example.com');
const STAGING = at('staging', 'dev/shop-staging', 'staging.example.com');

describe('stageFindings', () => {
  it.each([
    ['another place and host', 'dev/shop', 'live.example.com', []],
    ['another cluster', 'live/shop-dev', 'shop.example.com', []],
    [
      'the first place',
      'dev/shop-dev',
      'live.example.com',
      [['same-place', 'target', /shop-dev of cluster dev, as where it runs/]],
    ],
    [
      'the place of another stage',
      'dev/shop-staging',
      'live.example.com',
      [['same-place', 'target', /shop-staging of cluster dev, as staging is/]],
    ],
    [
      'the host of another stage',
      'dev/shop',
      'staging.example.com',
      [['same-host', 'host', /'staging\.example\.com' is that of staging/]],
    ],
  ])('%s', (_, place, host, expected) => {
    const said = stageFindings(at('production', place, host), [FIRST, STAGING]);
    expect(said).toEqual(
      expected.map(([id, field, message]) =>
        expect.objectContaining({
          id,
          field,
          severity: 'block',
          message: expect.stringMatching(message as RegExp),
        }),
      ),
    );
  });
});
