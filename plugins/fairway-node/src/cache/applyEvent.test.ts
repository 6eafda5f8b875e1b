import fc from 'fast-check';
import { applyEvent, StoreBuilder, StoreEvent } from './applyEvent';
import { Store } from './store';
import type { Projection } from './types';

const INDEXED = ['app'];

type Event = StoreEvent<Projection>;

/** Few names and values, so that events meet. */
const item: fc.Arbitrary<Projection> = fc.record({
  uid: fc.constantFrom('u1', 'u2'),
  resourceVersion: fc.nat(9).map(String),
  namespace: fc.constantFrom('a', 'b', ''),
  name: fc.constantFrom('x', 'y', 'z'),
  labels: fc.dictionary(
    fc.constantFrom('app', 'tier'),
    fc.constantFrom('web', 'api', ''),
  ),
});

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    type: fc.constantFrom('ADDED' as const, 'MODIFIED' as const),
    item,
  }),
  item.map(({ namespace, name }) => ({
    type: 'DELETED' as const,
    namespace,
    name,
  })),
);

const keyOf = ({ namespace, name }: { namespace: string; name: string }) =>
  `${namespace}/${name}`;

const sorted = (items: Iterable<Projection>) =>
  [...items].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));

/** The simplest thing that could be right: the last event of an object counts. */
function model(events: Event[]): Map<string, Projection> {
  const result = new Map<string, Projection>();
  for (const one of events) {
    if (one.type === 'DELETED') {
      result.delete(keyOf(one));
      continue;
    }
    const known = result.get(keyOf(one.item));
    const isSame =
      known?.uid === one.item.uid &&
      known.resourceVersion === one.item.resourceVersion;
    if (!isSame) {
      result.set(keyOf(one.item), one.item);
    }
  }
  return result;
}

function expectSame(store: Store<Projection>, expected: Projection[]) {
  expect(sorted(store.items())).toEqual(sorted(expected));
  expect(store.size).toBe(expected.length);
  ['a', 'b', ''].forEach(namespace => {
    expect(sorted(store.items(namespace))).toEqual(
      sorted(expected.filter(one => one.namespace === namespace)),
    );
  });
  for (const key of ['app', 'tier']) {
    for (const value of ['web', 'api', '']) {
      expect(sorted(store.withLabel(key, value))).toEqual(
        sorted(expected.filter(one => one.labels[key] === value)),
      );
    }
  }
  for (const one of expected) {
    expect(store.get(one.namespace, one.name)).toBe(one);
  }
}

describe('applyEvent', () => {
  it('ends where the last event of each object says, index and all', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), events => {
        const store = new Store<Projection>(INDEXED);
        events.forEach(one => applyEvent(store, one));
        expectSame(store, [...model(events).values()]);
      }),
    );
  });

  it('is not moved by events that come twice', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), events => {
        const once = new Store<Projection>(INDEXED);
        const twice = new Store<Projection>(INDEXED);
        for (const one of events) {
          applyEvent(once, one);
          applyEvent(twice, one);
          expect(applyEvent(twice, one)).toEqual({});
        }
        expectSame(twice, [...once.items()]);
      }),
    );
  });

  it('tells what was and what is, so that either can be of concern', () => {
    const store = new Store<Projection>(INDEXED);
    const old: Projection = {
      uid: 'u',
      resourceVersion: '1',
      namespace: 'a',
      name: 'x',
      labels: { app: 'web' },
    };
    const young = { ...old, resourceVersion: '2', labels: { app: 'api' } };
    expect(applyEvent(store, { type: 'ADDED', item: old })).toEqual({
      after: old,
    });
    expect(applyEvent(store, { type: 'MODIFIED', item: young })).toEqual({
      before: old,
      after: young,
    });
    expect(
      applyEvent(store, { type: 'DELETED', namespace: 'a', name: 'x' }),
    ).toEqual({ before: young });
    expect(
      applyEvent(store, { type: 'DELETED', namespace: 'a', name: 'x' }),
    ).toEqual({});
  });
});

describe('StoreBuilder', () => {
  it('holds the list and nothing else, whatever was before', () => {
    const list = fc.uniqueArray(item, { selector: keyOf });
    fc.assert(
      fc.property(fc.array(event), list, (events, items) => {
        const old = new Store<Projection>(INDEXED);
        events.forEach(one => applyEvent(old, one));
        const builder = new StoreBuilder(old);
        items.forEach(one => builder.add(one));
        const expected = items.map(one => {
          const known = old.get(one.namespace, one.name);
          const isSame =
            known?.uid === one.uid &&
            known.resourceVersion === one.resourceVersion;
          return isSame ? known : one;
        });
        expectSame(builder.result(), expected);
      }),
    );
  });
});
