import { mockCredentials } from '@backstage/backend-test-utils';
import { DecisionCache } from './DecisionCache';

describe('DecisionCache', () => {
  let time = 0;
  const asked: string[][] = [];
  const cache = DecisionCache.create({
    gate: {
      decide: async refs => {
        asked.push([...refs]);
        return refs.map(ref => `${ref} at ${time}`);
      },
    },
    credentials: mockCredentials.user(),
    ttl: 1000,
    now: () => time,
  });

  it('asks once for each, until all grow old together', async () => {
    expect(await cache.decide(['a', 'b'])).toEqual(['a at 0', 'b at 0']);
    time = 999;
    expect(await cache.decide(['b', 'c'])).toEqual(['b at 0', 'c at 999']);
    time = 1000;
    expect(await cache.decide(['c'])).toEqual(['c at 1000']);
    expect(asked).toEqual([['a', 'b'], ['c'], ['c']]);
  });
});
