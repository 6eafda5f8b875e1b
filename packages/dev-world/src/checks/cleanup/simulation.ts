import { runSimulator } from '../lifetime/simulation.ts';
import type { Report } from '../lifetime/report.ts';

const SEEDS = 6;
const STEPS = 20_000;

interface Totals {
  steps: number;
  passes: number;
  crashes: number;
  refused: number;
  recheckedAway: number;
  warningsDelivered: number;
  deletions: number;
  capped: number;
  wrongDeletions: string[];
}

const simulate = (root: string, ...args: string[]) =>
  runSimulator<Totals>(root, 'housekeeping-backend', ...args);

/** Lets the simulator of the housekeeping plugin run; returns the figures in a line. */
export async function simulationScene(
  root: string,
  report: Report,
): Promise<string> {
  report.title('Simulated: people, outages, crashes and the rules');
  const begun = Date.now();
  const totals = await simulate(root, `${SEEDS}`, `${STEPS}`);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const { steps, deletions, wrongDeletions } = totals;
  report.note(
    `${steps} steps in ${seconds} s: ${totals.passes} passes of which ${totals.crashes} crashed, ${totals.warningsDelivered} warnings, ${deletions} deletions, ${totals.refused} refused by the API server, ${totals.recheckedAway} by the last look, ${totals.capped} passes capped`,
  );
  report.expect('100,000 steps or more', steps >= 100_000, steps);
  report.expect('some hundred deletions', deletions > 300, deletions);
  report.expect(
    'wrong deletions: 0',
    wrongDeletions.length === 0,
    wrongDeletions,
  );
  const hasty = await simulate(root, '1', '5000', 'without-notice');
  report.expect(
    `control: rules without patience are found out (${hasty.wrongDeletions.length} wrong deletions)`,
    hasty.wrongDeletions.length > 0,
  );
  return `${steps} simulated steps: ${deletions} deletions, wrong ones ${wrongDeletions.length}`;
}
