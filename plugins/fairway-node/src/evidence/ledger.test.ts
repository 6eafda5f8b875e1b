import fc from 'fast-check';
import type {
  LedgerEntry,
  LedgerFact,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { contentHash, nextEntry } from './entry';
import { openIntents } from './openIntents';
import { verifyLedger } from './verify';

const DAY = 24 * 3_600_000;
const EXPIRY = '2026-02-03T00:00:00.000Z';
const rules = { minimumNotice: DAY };

const contract = (
  annotations: Record<string, string> = { 'fairway.dev/expires-at': EXPIRY },
  labels: Record<string, string> = { 'fairway.dev/kind': 'sandbox' },
) => {
  const before = { labels, annotations };
  return { before, beforeHash: contentHash(before) };
};
const warning = (more: Partial<NonNullable<LedgerFact['warning']>> = {}) => ({
  id: 'w',
  uid: 'uid-0',
  deliveredAt: '2026-02-01T12:00:00.000Z',
  expiresAt: EXPIRY,
  ...more,
});

function fact(i: number, more: Partial<LedgerFact> = {}): LedgerFact {
  const uid = `uid-${Math.floor(i / 2)}`;
  return {
    at: '2026-02-03T12:00:00.000Z',
    outcome: i % 2 ? 'deleted' : 'intended',
    cluster: 'dev',
    namespace: `sb-${Math.floor(i / 2)}`,
    uid,
    actor: 'fairway:lifetime',
    rule: 'expired',
    evidence: ['It expired'],
    warning: warning({ uid }),
    ...contract(),
    ...more,
  };
}

function chain(facts: LedgerFact[]): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  facts.forEach(one => entries.push(nextEntry(entries.at(-1), one)));
  return entries;
}

const ten = () => chain(Array.from({ length: 10 }, (_, i) => fact(i)));

describe('verifyLedger', () => {
  it('finds nothing wrong with an honest ledger', () => {
    const entries = ten();
    expect(verifyLedger(entries, rules)).toEqual({
      entries: 10,
      deletions: 5,
      open: 0,
      problems: [],
      head: entries[9].hash,
    });
    expect(verifyLedger([], rules).problems).toEqual([]);
  });

  it.each<[string, (entries: LedgerEntry[]) => LedgerEntry[], RegExp]>([
    [
      'a changed word',
      entries => {
        entries[4].fact.actor = 'user:default/mallory';
        return entries;
      },
      /Entry 5 was changed/,
    ],
    ['an entry left out', entries => entries.toSpliced(3, 1), /is missing/],
    [
      'an entry moved',
      entries => [entries[1], entries[0], ...entries.slice(2)],
      /does not follow/,
    ],
    [
      'an entry put in with a hash of its own',
      entries => entries.toSpliced(5, 0, nextEntry(entries[4], fact(9))),
      /Entry 6 does not follow|stands at place 7/,
    ],
  ])('finds %s', (_, forge, problem) => {
    expect(verifyLedger(forge(ten()), rules).problems.join()).toMatch(problem);
  });

  it('finds any single change of any entry', () => {
    const paths: Array<[keyof LedgerFact, unknown]> = [
      ['at', '2026-02-09T12:00:00.000Z'],
      ['namespace', 'production'],
      ['uid', 'other'],
      ['evidence', []],
      ['rule', 'whim'],
      ['before', {}],
      ['warning', undefined],
    ];
    fc.assert(
      fc.property(fc.nat(9), fc.constantFrom(...paths), (i, [key, value]) => {
        const entries = ten();
        Object.assign(entries[i].fact, { [key]: value });
        expect(verifyLedger(entries, rules).problems).not.toEqual([]);
      }),
    );
  });

  it('finds a cut end and a ledger written anew by the head that was noted', () => {
    const knownHead = ten()[9].hash;
    for (const forged of [ten().slice(0, 8), chain([fact(0)])]) {
      const { problems } = verifyLedger(forged, { ...rules, knownHead });
      expect(problems.join()).toContain('was noted');
    }
    expect(verifyLedger(ten(), { ...rules, knownHead }).problems).toEqual([]);
  });

  it.each<[string, Partial<LedgerFact>, RegExp]>([
    ['no warning', { warning: undefined }, /without a warning/],
    [
      'a warning an hour before',
      { warning: warning({ deliveredAt: '2026-02-03T11:00:00.000Z' }) },
      /60 minutes after its warning/,
    ],
    [
      'a warning of no time',
      { warning: warning({ deliveredAt: '', expiresAt: '' }) },
      /earlier than allowed/,
    ],
    [
      'a warning of another UID',
      { warning: warning({ uid: 'uid-9' }) },
      /warning of another one, UID uid-9/,
    ],
    [
      'a warning before its renewal',
      contract({ 'fairway.dev/expires-at': '2026-03-01T00:00:00.000Z' }),
      /but its expiry was 2026-03-01/,
    ],
    ['a warning of what never expires', contract({}), /expiry was undefined/],
    [
      'a protection',
      contract(undefined, { 'fairway.dev/protected': 'true' }),
      /although it was protected/,
    ],
    [
      'time left',
      { at: '2026-02-02T23:00:00.000Z' },
      /before 2026-02-03T00:00:00.000Z, its expiry/,
    ],
    ['a false picture of before', { before: {} }, /does not fit its hash/],
  ])('finds a deletion with %s in a chain that fits', (_, more, problem) => {
    const entries = chain([fact(0, more), fact(1, more)]);
    expect(verifyLedger(entries, rules).problems.join()).toMatch(problem);
  });

  it.each<[string, LedgerFact[]]>([
    ['of another UID', [fact(0), fact(3)]],
    ['by another actor', [fact(0), fact(1, { actor: 'user:default/bob' })]],
    ['a second time', [fact(0), fact(1), fact(1)]],
    ['by nobody', [fact(1)]],
  ])('finds a deletion that was intended %s', (_, facts) => {
    expect(verifyLedger(chain(facts), rules).problems.join()).toMatch(
      /without having been intended just so/,
    );
  });

  it('bears with intentions that came to nothing', () => {
    // The portal went away once; then two replicas were at it.
    const entries = chain([
      fact(0),
      fact(0),
      fact(0, { evidence: ['It expired', 'Says the other'] }),
      fact(1),
      fact(0, {
        evidence: ['It expired', 'Says the other'],
        outcome: 'refused',
      }),
      fact(2),
    ]);
    expect(verifyLedger(entries, rules)).toMatchObject({
      problems: [],
      open: 1,
    });
  });

  it('lets a preview go without a warning when its pull request was closed, and nothing else', () => {
    const problems = (kind: string) => {
      const more = {
        actor: 'fairway:previews',
        rule: 'pull request closed',
        warning: undefined,
        ...contract({}, { 'fairway.dev/kind': kind }),
      };
      return verifyLedger(chain([fact(0, more), fact(1, more)]), rules)
        .problems;
    };
    expect(problems('preview')).toEqual([]);
    expect(problems('sandbox').join()).toContain('but is none');
  });

  it('lets a person delete without a warning', () => {
    const actor = 'user:default/alice';
    const entries = chain([
      fact(0, { actor, warning: undefined }),
      fact(1, { actor, warning: undefined }),
    ]);
    expect(verifyLedger(entries, rules).problems).toEqual([]);
  });
});

describe('openIntents', () => {
  it('finds deletions that have no end, and are not going on now', () => {
    const before = Date.parse('2026-02-03T12:02:00.000Z');
    const entries = chain([fact(0), fact(1), fact(2)]);
    const find = (options: { cluster: string; before: number }) =>
      openIntents(entries, options).map(({ namespace }) => namespace);
    expect(find({ cluster: 'dev', before })).toEqual(['sb-1']);
    expect(find({ cluster: 'other', before })).toEqual([]);
    expect(find({ cluster: 'dev', before: before - 5 * 60_000 })).toEqual([]);
  });
});
