import { someEnvironment } from '../testdata';
import {
  countStates,
  type Query,
  readQuery,
  select,
  USUAL_QUERY as usual,
  writeQuery,
} from './query';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const inDays = (days: number) =>
  new Date(NOW + days * 24 * 3_600_000).toISOString();

const kafka = someEnvironment({
  title: 'Try Kafka',
  owner: 'user:default/bob',
  expiresAt: inDays(2),
  cost: { perMonth: 5, currency: 'USD', unknown: [], parts: {} },
});
const preview = someEnvironment({
  namespace: 'pv-shop-12-x',
  kind: 'preview',
  title: '#12',
  owner: 'group:default/shop',
  state: 'asleep',
  expiresAt: undefined,
  cost: { currency: 'USD', unknown: ['gpu has no price'], parts: {} },
});
const stuck = someEnvironment({
  namespace: 'sb-alice-old-x',
  title: 'Old',
  owner: 'user:default/alice',
  state: 'stuck',
  expiresAt: inDays(20),
  quota: [{ resource: 'pods', hard: '2', used: '2', share: 1 }],
  cost: { perMonth: 1, currency: 'USD', unknown: [], parts: {} },
});
const all = [kafka, preview, stuck];

const titles = (query: Partial<Query>) =>
  select(all, { ...usual, ...query }, NOW).map(({ title }) => title);

describe('the query of the page', () => {
  it('stands in the URL as far as it is not the usual', () => {
    expect(writeQuery(usual).toString()).toBe('');
    const query: Query = {
      scope: 'all',
      part: 'quota',
      text: 'shop cart',
      kind: 'preview',
      state: 'trouble',
      sort: 'cost',
      descending: true,
    };
    const params = writeQuery(query);
    expect(params.toString()).toBe(
      'scope=all&view=quota&q=shop+cart&kind=preview&state=trouble&sort=-cost',
    );
    expect(readQuery(params)).toEqual(query);
  });

  it('takes what makes no sense for not said', () => {
    expect(
      readQuery(
        new URLSearchParams('scope=world&view=map&kind=x&state=y&sort=z'),
      ),
    ).toEqual(usual);
  });
});

describe('select', () => {
  it.each<[Partial<Query>, string[]]>([
    [{}, ['Old', '#12', 'Try Kafka']],
    [{ descending: true }, ['Try Kafka', '#12', 'Old']],
    [{ text: 'KAFKA bob' }, ['Try Kafka']],
    [{ text: 'kafka alice' }, []],
    [{ kind: 'preview' }, ['#12']],
    [{ state: 'asleep' }, ['#12']],
    [{ state: 'trouble' }, ['Old']],
    [{ state: 'expiring' }, ['Try Kafka']],
    [{ sort: 'expiry' }, ['Try Kafka', 'Old', '#12']],
    [{ sort: 'owner' }, ['#12', 'Old', 'Try Kafka']],
    [{ sort: 'use', descending: true }, ['Old', '#12', 'Try Kafka']],
    // Unknown is not cheap.
    [{ sort: 'cost' }, ['Old', 'Try Kafka', '#12']],
  ])('of %j gives %j', (query, expected) => {
    expect(titles(query)).toEqual(expected);
  });

  it('counts what each filter would show', () => {
    expect(countStates(all, NOW)).toEqual({
      awake: 1,
      asleep: 1,
      changing: 0,
      trouble: 1,
      expiring: 1,
    });
  });
});
