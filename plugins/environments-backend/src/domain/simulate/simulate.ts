import type { Desired } from '../plan/types';
import { DESIRED, Simulation, type SimulationReport } from './Simulation';

export type { SimulationReport } from './Simulation';

/**
 * Lets people, outages, crashes and the planner loose on a simulated cluster,
 * and counts what must never happen. The same seed gives the same run.
 */
export function simulate(options: {
  seed: number;
  steps: number;
  /** Makes the planner believe in other rules than it is judged by. */
  believed?: Partial<Desired['lifetime']>;
}): SimulationReport {
  const simulation = new Simulation(options.seed, {
    ...DESIRED,
    lifetime: { ...DESIRED.lifetime, ...options.believed },
  });
  for (let step = 0; step < options.steps; step++) {
    simulation.step();
  }
  return simulation.report;
}
