import { DEFAULT_TIERS } from '../settings/settings';
import { fits, quotaUse } from './fit';

const quota = (used: Record<string, string>) => ({
  hard: {
    'requests.cpu': '1',
    'limits.memory': '4Gi',
    'requests.storage': '10Gi',
    pods: '15',
    'services.loadbalancers': '0',
  },
  used,
});

describe('fits', () => {
  it.each([
    ['an empty quota', {}, undefined],
    ['just enough', { 'requests.cpu': '750m', pods: '14' }, undefined],
    [
      'too little CPU',
      { 'requests.cpu': '751m' },
      'requests.cpu: it needs 250m, and 751m of 1 are used',
    ],
    [
      'no room for the volume',
      { 'requests.storage': '9Gi' },
      'requests.storage: it needs 2Gi',
    ],
    ['too many pods', { pods: '15' }, 'pods: it needs 1'],
  ])('%s', (_, used, why) => {
    const answer = fits(DEFAULT_TIERS.s, [quota(used)]);
    expect(answer.enabled).toBe(why === undefined);
    expect(answer.why ?? '').toContain(why ?? '');
  });

  it('asks for no storage where the volume is there', () => {
    const used = { 'requests.storage': '10Gi' };
    expect(fits(DEFAULT_TIERS.s, [quota(used)], { withVolume: false })).toEqual(
      { enabled: true },
    );
  });

  it('asks every quota, and none where there is none', () => {
    expect(fits(DEFAULT_TIERS.l, [])).toEqual({ enabled: true });
    const both = [quota({}), quota({ pods: '15' })];
    expect(fits(DEFAULT_TIERS.s, both).enabled).toBe(false);
  });

  it('shows what is used', () => {
    expect(quotaUse([quota({ pods: '3' })])).toContainEqual({
      resource: 'pods',
      hard: '15',
      used: '3',
      share: 0.2,
    });
  });
});
