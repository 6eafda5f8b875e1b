import fc from 'fast-check';
import { nameOf, PreviewWorld, type Troubles } from './PreviewWorld';

const NUMBERS = [1, 2, 3];
const DAY = 24 * 3_600_000;
/** `FAIRWAY_RUNS=100000` for a night. */
const RUNS = Number(process.env.FAIRWAY_RUNS ?? 3000);

interface Details {
  open: { number: number };
  push: { number: number };
  close: { number: number };
  hint: { number: number; crashAfter?: number };
  delete: { number: number };
  redeploy: { number: number };
  pass: { crashAfter?: number };
  trouble: { trouble: keyof Troubles };
  finish: object;
  later: object;
  'lose-records': object;
}

type Event = { [W in keyof Details]: { what: W } & Details[W] }[keyof Details];

const number = fc.constantFrom(...NUMBERS);
const crashAfter = fc.option(fc.nat({ max: 12 }), { nil: undefined });
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 30,
    arbitrary: fc.record({
      what: fc.constantFrom('open' as const, 'push' as const, 'close' as const),
      number,
    }),
  },
  // Hints come doubled, late, in any order, or not at all.
  {
    weight: 30,
    arbitrary: fc.record({
      what: fc.constant('hint' as const),
      number,
      crashAfter,
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({ what: fc.constant('pass' as const), crashAfter }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      what: fc.constantFrom('delete' as const, 'redeploy' as const),
      number,
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      what: fc.constant('trouble' as const),
      trouble: fc.constantFrom<keyof Troubles>(
        'forge',
        'cluster',
        'delivery',
        'database',
      ),
    }),
  },
  {
    weight: 15,
    arbitrary: fc.record({
      what: fc.constantFrom('finish' as const, 'later' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('lose-records' as const) }),
  },
);

type Happening = {
  [W in Event['what']]: (world: PreviewWorld, one: Details[W]) => void;
};

const HAPPENINGS: Happening = {
  open: ({ pullRequests, now }, { number: one }) =>
    pullRequests.set(one, {
      commit: `c${now}`,
      ...pullRequests.get(one),
      state: 'open',
    }),
  push: ({ pullRequests, now }, { number: one }) => {
    const truth = pullRequests.get(one);
    if (truth?.state === 'open') {
      truth.commit = `c${now}`;
    }
  },
  close: ({ pullRequests }, { number: one }) => {
    const truth = pullRequests.get(one);
    if (truth) {
      truth.state = 'closed';
    }
  },
  hint: (world, one) => world.reconcile(one.number, one),
  delete: (world, one) => world.deleteOutside(one.number),
  redeploy: (world, one) => world.redeploy(one.number),
  pass: (world, one) => world.pass(one),
  trouble: ({ troubles }, { trouble }) => {
    troubles[trouble] = !troubles[trouble];
  },
  finish: world => world.finishDeletions(),
  later: world => {
    world.now += DAY;
  },
  'lose-records': world => world.records.clear(),
};

function happen(world: PreviewWorld, one: Event): void {
  const happening = HAPPENINGS[one.what] as (
    world: PreviewWorld,
    one: Event,
  ) => void;
  happening(world, one);
  world.now += 1_000;
}

/** Nothing breaks any more, nobody does anything, and time goes by. */
function comeToRest(world: PreviewWorld): void {
  Object.assign(world.troubles, {
    forge: false,
    cluster: false,
    delivery: false,
    database: false,
  });
  for (let i = 0; i < 4; i++) {
    world.now += DAY;
    world.finishDeletions();
    world.pass();
  }
}

function stateOf(world: PreviewWorld) {
  return NUMBERS.map(one => {
    const truth = world.pullRequests.get(one);
    const namespace = world.namespaces.get(nameOf(one));
    return {
      number: one,
      wanted: truth?.state === 'open' ? truth.commit : undefined,
      mayBeBuried: truth?.buried === truth?.commit,
      shown: namespace?.delivered?.commit,
      isDeleting: namespace?.deletingSince !== undefined,
      schemaOf: world.schemas.get(nameOf(one)),
      uid: namespace?.uid,
      record: world.records.get(one),
    };
  });
}

describe('previews in disorder', () => {
  it('come to rest as the open pull requests are, and none is deleted wrongly', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), events => {
        const world = new PreviewWorld();
        events.forEach(one => happen(world, one));
        comeToRest(world);
        expect(world.wrongs).toEqual([]);
        const areRecordsLost = events.some(
          ({ what }) => what === 'lose-records',
        );
        for (const one of stateOf(world)) {
          const { wanted, shown, uid } = one;
          const isRight =
            shown === wanted ||
            // Deleted by somebody: it stays so until a push or a wish.
            (wanted !== undefined && uid === undefined && one.mayBeBuried);
          expect({ ...one, isRight }).toMatchObject({ isRight: true });
          // Whose schema it was is forgotten with the record.
          const isForgotten = areRecordsLost && uid === undefined;
          expect(isForgotten ? undefined : one.schemaOf).toBe(uid);
          expect(one.isDeleting).toBe(false);
          // What is finished is forgotten.
          expect(one.record !== undefined).toBe(wanted !== undefined);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('leaves a preview deleted that somebody deleted, until a push', () => {
    const world = new PreviewWorld();
    world.pullRequests.set(1, { state: 'open', commit: 'c1' });
    world.pass();
    expect(world.namespaces.get(nameOf(1))?.delivered?.commit).toBe('c1');
    world.deleteOutside(1);
    comeToRest(world);
    expect(world.namespaces.size).toBe(0);
    expect(world.schemas.size).toBe(0);
    world.pullRequests.set(1, { state: 'open', commit: 'c2' });
    world.pass();
    expect(world.namespaces.get(nameOf(1))?.delivered?.commit).toBe('c2');
  });

  it('makes nothing for one that was closed before it was seen (S4)', () => {
    const world = new PreviewWorld();
    world.pullRequests.set(1, { state: 'closed', commit: 'c1' });
    world.reconcile(1);
    expect(world.namespaces.size).toBe(0);
    expect(world.records.size).toBe(0);
  });
});
