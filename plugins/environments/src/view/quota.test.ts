import { someEnvironment } from '../testdata';
import { byTeam, isForbidden, shareOf, sumUse, readUse } from './quota';

const quota = (used: string, hard: string, resource = 'requests.memory') =>
  someEnvironment({ quota: [{ resource, used, hard }] });

describe('sumUse', () => {
  it('adds quantities of different units', () => {
    expect(sumUse([quota('512Mi', '2Gi'), quota('1Gi', '4Gi')])).toEqual([
      { resource: 'requests.memory', used: 1.5 * 2 ** 30, hard: 6 * 2 ** 30 },
    ]);
  });

  it('does not know a sum of which a part is unknown', () => {
    const [sum] = sumUse([quota('many', '2Gi'), quota('1Gi', '4Gi')]);
    expect(sum.used).toBeUndefined();
    expect(shareOf(sum)).toBeUndefined();
  });

  it('keeps resources apart, the usual ones first', () => {
    const view = someEnvironment({
      quota: [
        { resource: 'count/jobs.batch', used: '1', hard: '5' },
        { resource: 'pods', used: '1', hard: '5' },
        { resource: 'requests.cpu', used: '1', hard: '5' },
      ],
    });
    expect(sumUse([view]).map(({ resource }) => resource)).toEqual([
      'requests.cpu',
      'pods',
      'count/jobs.batch',
    ]);
  });
});

it('tells what is not allowed from what is full', () => {
  const of = (used: string) =>
    isForbidden(readUse({ resource: 'services.nodeports', used, hard: '0' }));
  expect(of('0')).toBe(true);
  expect(of('1')).toBe(false);
});

it('counts a person’s environments for their team', () => {
  const own = someEnvironment({ owner: 'user:default/bob' });
  const team = someEnvironment({ owner: 'group:default/shop' });
  const lone = someEnvironment({ owner: 'user:default/eve' });
  const teamOf = new Map([['user:default/bob', 'group:default/shop']]);
  expect(
    byTeam([lone, own, team], teamOf).map(({ ref, environments }) => [
      ref,
      environments.length,
    ]),
  ).toEqual([
    ['group:default/shop', 2],
    ['user:default/eve', 1],
  ]);
});
