import {
  someCluster,
  someEntry,
  someFact,
  someFacts,
  someFinding,
  someLedger,
  somePool,
  someView,
  someWhatIf,
} from '../testdata';
import { shareOf, trendOf } from './capacity';
import { countWorkloads, selectFacts, sumFacts } from './facts';
import {
  countMore,
  isComplete,
  kubectlGet,
  ownersOf,
  select,
  sumStates,
} from './findings';
import { isPerson, readLedger, selectEntries, subjectOf } from './ledger';
import { NO_DRAFT, placeOf, sumWhatIf, wishOf } from './whatIf';

describe('findings', () => {
  const due = someFinding({ name: 'b', state: 'due' });
  const soon = someFinding({ name: 'zebra', deadline: '2026-11-01T00:00:00Z' });
  const later = someFinding({ name: 'a', deadline: '2026-12-01T00:00:00Z' });
  const kept = someFinding({
    name: 'd',
    state: 'kept',
    owner: 'user:default/bob',
  });
  const all = [kept, later, soon, due];

  it('come in the order of their urgency', () => {
    expect(select(all, { text: '' }).map(({ name }) => name)).toEqual([
      'b',
      'zebra',
      'a',
      'd',
    ]);
  });

  it.each([
    [{ text: 'storefront zebra' }, ['zebra']],
    [{ text: '', owner: 'user:default/bob' }, ['d']],
    [{ text: 'bob' }, ['d']],
    [{ text: 'nowhere' }, []],
  ])('are found by %j', (query, names) => {
    expect(select(all, query).map(({ name }) => name)).toEqual(names);
  });

  it('are counted over all clusters', () => {
    const view = someView(
      someCluster([due, kept], { more: 3 }),
      someCluster([due], { name: 'far', state: 'stale', more: 1 }),
    );
    expect(sumStates(view)).toMatchObject({ due: 2, kept: 1, warned: 0 });
    expect(countMore(view)).toBe(4);
    expect(isComplete(view)).toBe(false);
    expect(isComplete(someView(someCluster()))).toBe(true);
  });

  it('name each owner once', () => {
    expect(ownersOf(all)).toEqual(['group:default/shop', 'user:default/bob']);
  });

  it.each([
    [
      someFinding(),
      'kubectl --namespace=shop-dev get job report-1 --output=yaml',
    ],
    [
      someFinding({ kind: 'Namespace', name: 'old', namespace: 'old' }),
      'kubectl get namespace old --output=yaml',
    ],
  ])('are shown by kubectl', (finding, command) => {
    expect(kubectlGet(finding)).toBe(command);
  });
});

describe('health facts', () => {
  const grave = someFact({ fact: 'crash-loop', severity: 'high' });
  const view = someFacts(someFact(), grave);

  it('are counted, and come gravest first', () => {
    expect(sumFacts(view)).toMatchObject({
      'no-limits': 1,
      'crash-loop': 1,
      'latest-tag': 0,
    });
    expect(countWorkloads(view)).toBe(7);
    const [{ facts }] = view.clusters;
    expect(selectFacts(facts, { text: '' })[0]).toBe(grave);
    expect(selectFacts(facts, { text: 'cart' })).toEqual([]);
  });
});

describe('capacity', () => {
  it('has a line for what is measured only', () => {
    const label = (kind: string) => kind;
    const pool = somePool();
    expect(trendOf(pool, 'cpu', label).map(({ key }) => key)).toEqual([
      'requested',
      'used',
      'allocatable',
    ]);
    const pods = trendOf(pool, 'pods', label);
    expect(pods.map(({ key }) => key)).toEqual(['requested', 'allocatable']);
    expect(pods[0].points).toHaveLength(4);
  });

  it.each([
    [4, 16, 0.25],
    [undefined, 16, undefined],
    [4, 0, undefined],
  ])('%p of %p is %p', (amount, allocatable, share) => {
    expect(shareOf(amount, { allocatable, requested: 0 })).toBe(share);
  });
});

describe('a dry run', () => {
  it('is asked for by what makes sense', () => {
    expect(wishOf(NO_DRAFT)).toEqual({
      rule: undefined,
      olderThanHours: undefined,
      inHours: 0,
    });
    expect(wishOf({ rule: 'old-pods', days: 7, olderThan: ' 12 ' })).toEqual({
      rule: 'old-pods',
      olderThanHours: 12,
      inHours: 168,
    });
    expect(wishOf({ ...NO_DRAFT, olderThan: 'long' })).toBeUndefined();
  });

  it('is summed over the clusters, but not over currencies', () => {
    const { at, clusters } = someWhatIf();
    expect(sumWhatIf({ at, clusters })).toEqual({
      looked: 12,
      deleted: 1,
      survivors: 11,
      seconds: 0.04,
      saved: { amount: 1.5, currency: 'USD' },
    });
    const euro = {
      ...clusters[0],
      seconds: 1,
      savedPerMonth: { amount: 9, currency: 'EUR' },
    };
    const both = sumWhatIf({ at, clusters: [...clusters, euro] });
    expect(both).toMatchObject({ deleted: 2, seconds: 1, saved: undefined });
  });

  it('says where an object is', () => {
    const [line] = someWhatIf().clusters[0].deleted;
    expect(placeOf(line)).toBe('shop-dev');
    expect(placeOf(line, () => 'Development')).toBe('shop-dev, Development');
    expect(placeOf({ ...line, kind: 'Namespace' })).toBe('');
  });
});

describe('the ledger', () => {
  const [one, two, three] = [1, 2, 3].map(n => someEntry(n));

  it('is read, the latest first', () => {
    expect(readLedger(someLedger(one, two, three))).toEqual({
      entries: [three, two, one],
      garbled: 0,
      broken: [],
    });
    expect(readLedger('')).toEqual({ entries: [], garbled: 0, broken: [] });
  });

  it.each([
    ['an entry left out', someLedger(one, three), { broken: [3], garbled: 0 }],
    [
      'an entry put in place of another',
      someLedger(one, { ...two, hash: 'forged' }, three),
      { broken: [3], garbled: 0 },
    ],
    [
      'a line that is none',
      `${someLedger(one)}{"sequence":\n`,
      { broken: [], garbled: 1 },
    ],
  ])('shows %s', (_, text, expected) => {
    expect(readLedger(text)).toMatchObject(expected);
  });

  it('is searched, and names what it is about', () => {
    const person = someEntry(4, {
      kind: undefined,
      name: undefined,
      actor: 'user:default/bob',
    });
    expect(selectEntries([one, person], 'bob')).toEqual([person]);
    expect(subjectOf(one)).toBe('Job report-1');
    expect(subjectOf(person)).toBe('Namespace shop-dev');
    expect([one, person].map(({ fact }) => isPerson(fact.actor))).toEqual([
      false,
      true,
    ]);
  });
});
