import { toTell, type PoolWarning, type Told } from './toTell';

const NOW = new Date('2026-03-02T12:00:00.000Z');
const hoursAgo = (hours: number) =>
  new Date(NOW.getTime() - hours * 3_600_000).toISOString();
const warning = (
  pool: string,
  severity: PoolWarning['severity'] = 'medium',
): PoolWarning => ({
  ...{ pool, severity, resource: 'cpu', share: 0.9 },
  ...{ message: 'm', method: 'h' },
});
const told = (
  pool: string,
  hours: number,
  severity: Told['severity'] = 'medium',
): Told => ({ pool, severity, resource: 'cpu', at: hoursAgo(hours) });

describe('toTell', () => {
  it.each<[string, PoolWarning[], Told[], string[], string[]]>([
    ['what is new', [warning('a')], [], ['a'], []],
    ['nothing twice', [warning('a')], [told('a', 90)], [], []],
    ['what got worse', [warning('a', 'high')], [told('a', 1)], ['a'], []],
    [
      'nothing of what got better but not well',
      [warning('a')],
      [told('a', 1, 'high')],
      [],
      [],
    ],
    ['nothing of what wavers', [], [told('a', 23)], [], []],
    ['anew a day after it was over', [], [told('a', 24)], [], ['a']],
    ['each pool by itself', [warning('b')], [told('a', 1)], ['b'], []],
  ])('tells %s', (_, warnings, before, tell, forget) => {
    const answer = toTell(warnings, before, NOW);
    expect(answer.tell.map(({ pool }) => pool)).toEqual(tell);
    expect(answer.forget.map(({ pool }) => pool)).toEqual(forget);
  });
});
