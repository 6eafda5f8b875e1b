import { rehash, type Entry, type Fact } from './ledgerFile.ts';

const HOUR = 3_600_000;

/** A ledger that was tampered with. */
export interface Forgery {
  what: string;
  /** What the verifier must say of it. */
  found: RegExp;
  /** Only the head that was noted before gives it away. */
  needsHead?: boolean;
  forge(entries: Entry[]): Entry[];
}

const isByRule = ({ fact }: Entry) =>
  fact.outcome === 'deleted' && fact.actor.startsWith('fairway:');

/** The first deletion by a rule, with the intention before it, each changed alike; hashes fit. */
function retell(entries: Entry[], change: (fact: Fact) => Fact): Entry[] {
  const uid = entries.find(isByRule)?.fact.uid;
  return rehash(
    entries.map(entry =>
      entry.fact.uid === uid ? { ...entry, fact: change(entry.fact) } : entry,
    ),
  );
}

const warned = (
  fact: Fact,
  more: Partial<NonNullable<Fact['warning']>>,
): Fact => ({
  ...fact,
  ...(fact.warning && { warning: { ...fact.warning, ...more } }),
});

const before = (fact: Fact, more: Partial<Fact['before']>): Fact => ({
  ...fact,
  before: { ...fact.before, ...more },
});

/** Somebody wanted to keep it: by the annotation of the kind that the ledger is of. */
export const renewedForgery = (annotation: string): Forgery => ({
  what: 'hashes anew: it had been renewed',
  found: /after a warning of .*, but its expiry was/,
  forge: entries =>
    retell(entries, fact =>
      before(fact, {
        annotations: {
          ...fact.before.annotations,
          [annotation]: '2099-01-01T00:00:00.000Z',
        },
      }),
    ),
});

/** First by a clumsy hand; then by one that computes the hashes anew. */
export const FORGERIES: Forgery[] = [
  {
    what: 'an outcome is changed',
    found: /was changed: its hash does not fit/,
    forge: entries =>
      entries.map(entry =>
        entry.fact.outcome === 'refused'
          ? { ...entry, fact: { ...entry.fact, outcome: 'deleted' } }
          : entry,
      ),
  },
  {
    what: 'an entry is removed',
    found: /is missing, added or moved/,
    forge: entries => entries.toSpliced(2, 1),
  },
  {
    what: 'two entries change places',
    found: /does not follow the entry before it/,
    forge: ([first, second, ...rest]) => [second, first, ...rest],
  },
  {
    what: 'an entry is put in',
    found: /is missing, added or moved/,
    forge: entries => entries.toSpliced(3, 0, entries[1]),
  },
  {
    what: 'a line is cut in half',
    found: /Entry|Line/,
    forge: entries => entries.toSpliced(1, 1, {} as Entry),
  },
  {
    what: 'hashes anew: a deletion without a warning',
    found: /was deleted by a rule without a warning/,
    forge: entries =>
      retell(entries, ({ warning: _, ...rest }) => rest as Fact),
  },
  {
    what: 'hashes anew: a notice of an hour',
    found: /was deleted 60 minutes after its warning, earlier than allowed/,
    forge: entries => {
      const { at } = entries.find(isByRule)?.fact ?? { at: '' };
      const deliveredAt = new Date(Date.parse(at) - HOUR).toISOString();
      return retell(entries, fact => warned(fact, { deliveredAt }));
    },
  },
  {
    what: 'hashes anew: the warning was of another UID',
    found: /after a warning of another one, UID/,
    forge: entries =>
      retell(entries, fact =>
        warned(fact, { uid: '00000000-0000-4000-8000-000000000000' }),
      ),
  },
  {
    what: 'hashes anew: another UID was deleted than intended',
    found: /without having been intended just so/,
    forge: entries => {
      const uid = '00000000-0000-4000-8000-000000000000';
      const place = entries.findIndex(isByRule);
      const entry = entries[place];
      const fact = warned({ ...entry.fact, uid }, { uid });
      return rehash(entries.toSpliced(place, 1, { ...entry, fact }));
    },
  },
  renewedForgery('fairway.dev/expires-at'),
  {
    what: 'hashes anew: it was protected',
    found: /although it was protected/,
    forge: entries =>
      retell(entries, fact =>
        before(fact, {
          labels: { ...fact.before.labels, 'fairway.dev/protected': 'true' },
        }),
      ),
  },
  {
    what: 'hashes anew: a deletion that nobody intended',
    found: /without having been intended/,
    forge: entries =>
      rehash(entries.filter(({ fact }) => fact.outcome !== 'intended')),
  },
  {
    what: 'the end is cut off',
    found: /that was noted: the end was cut off/,
    needsHead: true,
    forge: entries => entries.slice(0, -2),
  },
  {
    what: 'hashes anew: a deletion is told as if it had never been',
    found: /that was noted/,
    needsHead: true,
    forge: entries => {
      const uid = entries.find(isByRule)?.fact.uid;
      return rehash(entries.filter(({ fact }) => fact.uid !== uid));
    },
  },
];
