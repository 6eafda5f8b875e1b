import type { Change } from './changes';
import { judgeDeletions } from './judgeDeletions';

const MINUTE = 60_000;
const at = (minute: number) => ({
  from: minute * MINUTE,
  to: minute * MINUTE + 1,
});
/** Opened, closed after a minute, opened again after another. */
const change: Change = {
  repository: 'shop/cart',
  number: 7,
  branch: 'a',
  state: 'open',
  broken: false,
  pushes: 0,
  turns: [
    { to: 'open', at: at(0) },
    { to: 'closed', at: at(1) },
    { to: 'open', at: at(2) },
  ],
};

/** What is said of a deletion at a minute, for which it was read at another. */
const judge = (
  deleted: number,
  read: number,
  more: { rule?: string; number?: number } = {},
) => {
  const { rule = 'pull request closed', number = 7 } = more;
  const time = new Date(read * MINUTE).toISOString();
  return judgeDeletions({
    deletions: [
      {
        at: deleted * MINUTE,
        namespace: {
          name: 'pv',
          uid: 'u',
          deleting: true,
          repositoryId: '1',
          number,
          commit: 'c',
        },
      },
    ],
    changes: [change],
    repositories: new Map([['1', 'shop/cart']]),
    ledger: `${JSON.stringify({
      fact: {
        uid: 'u',
        outcome: 'deleted',
        rule,
        evidence: [`It was read by its number at ${time}`],
      },
    })}\n`,
  }).wrong;
};

describe('judgeDeletions', () => {
  it('finds nothing wrong with what was closed', () => {
    expect(judge(1.1, 1.05)).toEqual([]);
  });

  it('gives a deletion time that was on its way when it was opened again', () => {
    expect(judge(2.1, 1.99)).toEqual([]);
  });

  it.each([
    ['before it was closed', judge(0.9, 0.9), /open all the time/],
    ['long after it was opened again', judge(2.5, 1.5), /open all the time/],
    ['on a reading that cannot be', judge(1.1, 0.5), /open when it was read/],
    ['for another reason', judge(1.1, 1.05, { rule: 'expired' }), /expired/],
    ['of nobody', judge(1.1, 1.05, { number: 8 }), /no pull request/],
  ])('finds what was deleted %s', (_, wrong, words) => {
    expect(wrong.join()).toMatch(words);
  });
});
