import { simulate, totalsOf } from './simulate';

describe('simulate', () => {
  it('deletes nothing wrongly in 12,000 steps, and much rightly', () => {
    const reports = [1, 2].map(seed => simulate({ seed, steps: 6_000 }));
    const totals = totalsOf(reports);
    expect(totals.wrongDeletions).toEqual([]);
    // It would be easy to do nothing wrong by doing nothing.
    expect(totals.deletions).toBeGreaterThan(30);
    expect(totals.refused).toBeGreaterThan(0);
    expect(totals.recheckedAway).toBeGreaterThan(0);
    expect(totals.capped).toBeGreaterThan(0);
    expect(totals.crashes).toBeGreaterThan(0);
  });

  it('is found out when the rules do not keep the notice', () => {
    const { wrongs } = simulate({
      seed: 1,
      steps: 3_000,
      believed: { noticeHours: 0 },
    });
    expect(wrongs.join('\n')).toContain('without a warning in time');
  });

  it('is the same for the same seed', () => {
    expect(simulate({ seed: 7, steps: 500 })).toEqual(
      simulate({ seed: 7, steps: 500 }),
    );
  });
});
