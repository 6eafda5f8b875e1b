import { simulate, type SimulationReport } from './simulate';

type Counted = Exclude<keyof SimulationReport, 'seed' | 'wrongs'>;

describe('the simulated cluster', () => {
  it('sees no wrong deletion and no wrong restore in 100,000 steps (P1-P5, P7)', () => {
    const reports = [1, 2, 3, 4, 5].map(seed =>
      simulate({ seed, steps: 20_000 }),
    );
    const sum = (key: Counted) =>
      reports.reduce((total, report) => total + report[key], 0);
    expect(reports.flatMap(({ wrongs }) => wrongs)).toEqual([]);
    expect(sum('steps')).toBe(100_000);
    // It would be easy to delete nothing wrong by deleting nothing.
    expect(sum('deletions')).toBeGreaterThan(500);
    expect(sum('crashes')).toBeGreaterThan(1_000);
    expect(sum('refused')).toBeGreaterThan(300);
    expect(sum('recheckedAway')).toBeGreaterThan(30);
    for (const report of reports) {
      expect(report.warningsLost).toBeGreaterThan(0);
      expect(report.capped).toBeGreaterThan(0);
      expect(report.restored).toBeGreaterThan(300);
    }
  }, 120_000);

  it('would see a planner that is in a hurry', () => {
    const believed = { minimumNotice: 0 };
    const { wrongs } = simulate({ seed: 1, steps: 5_000, believed });
    expect(wrongs.join()).toContain('deleted without a warning in time');
  });

  it('is the same for the same seed', () => {
    const run = () => simulate({ seed: 7, steps: 500 });
    expect(run()).toEqual(run());
  });
});
