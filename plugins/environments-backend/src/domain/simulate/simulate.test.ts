import { simulate } from './simulate';
import { totalsOf } from './totals';

describe('the simulated cluster', () => {
  it('sees no wrong deletion and no wrong restore in 100,000 steps (P1-P5, P7)', () => {
    const reports = [1, 2, 3, 4, 5].map(seed =>
      simulate({ seed, steps: 20_000 }),
    );
    const totals = totalsOf(reports);
    expect(totals).toMatchObject({
      steps: 100_000,
      wrongDeletions: [],
      lostReplicas: [],
      otherWrongs: [],
    });
    // It would be easy to delete nothing wrong by deleting nothing.
    expect(totals.deletions).toBeGreaterThan(500);
    expect(totals.crashes).toBeGreaterThan(1_000);
    expect(totals.refused).toBeGreaterThan(300);
    expect(totals.recheckedAway).toBeGreaterThan(30);
    for (const report of reports) {
      expect(report.warningsLost).toBeGreaterThan(0);
      expect(report.capped).toBeGreaterThan(0);
      expect(report.restored).toBeGreaterThan(300);
    }
  }, 120_000);

  it('would see a planner that is in a hurry', () => {
    const believed = { minimumNotice: 0 };
    const { wrongDeletions } = totalsOf([
      simulate({ seed: 1, steps: 5_000, believed }),
    ]);
    expect(wrongDeletions.join()).toContain('without a warning in time');
  });

  it('is the same for the same seed', () => {
    const run = () => simulate({ seed: 7, steps: 500 });
    expect(run()).toEqual(run());
  });
});
