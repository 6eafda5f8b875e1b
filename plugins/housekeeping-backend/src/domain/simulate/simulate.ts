import { Simulation, type SimulationReport } from './Simulation';

export type { SimulationReport } from './Simulation';

/**
 * Lets people, outages, crashes and the rules loose on a simulated cluster, and
 * counts what must never happen. The same seed gives the same run.
 */
export function simulate(options: {
  seed: number;
  steps: number;
  /** A notice that the rules believe in, other than the one they are judged by. */
  believed?: { noticeHours?: number };
}): SimulationReport {
  const simulation = new Simulation(options.seed, options.believed);
  for (let step = 0; step < options.steps; step++) {
    simulation.step();
  }
  return simulation.report;
}

/** Several runs in one. */
export function totalsOf(reports: readonly SimulationReport[]) {
  const sum = (key: Exclude<keyof SimulationReport, 'seed' | 'wrongs'>) =>
    reports.reduce((total, report) => total + report[key], 0);
  return {
    steps: sum('steps'),
    passes: sum('passes'),
    crashes: sum('crashes'),
    refused: sum('refused'),
    recheckedAway: sum('recheckedAway'),
    warningsDelivered: sum('warningsDelivered'),
    warningsLost: sum('warningsLost'),
    deletions: sum('deletions'),
    capped: sum('capped'),
    wrongDeletions: reports.flatMap(({ wrongs }) => wrongs),
  };
}
