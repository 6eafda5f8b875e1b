import path from 'node:path';
import { run } from '../../build/run.ts';
import type { Report } from './report.ts';

const SEEDS = 6;
const STEPS = 20_000;

interface Totals {
  steps: number;
  passes: number;
  crashes: number;
  refused: number;
  warningsDelivered: number;
  deletions: number;
  capped: number;
  restored: number;
  wrongDeletions: string[];
  lostReplicas: string[];
  otherWrongs: string[];
}

/** Lets the simulator of a plugin run, by its own command line. */
export async function runSimulator<T>(
  root: string,
  plugin: string,
  ...args: string[]
): Promise<T> {
  const folder = path.join(root, 'plugins', plugin);
  const output = await run(
    [
      process.execPath,
      ...['--require', '@backstage/cli/config/nodeTransform.cjs'],
      path.join(folder, 'src/domain/simulate/main.ts'),
      ...args,
    ],
    { cwd: folder },
  );
  return JSON.parse(output) as T;
}

const simulate = (root: string, ...args: string[]) =>
  runSimulator<Totals>(root, 'environments-backend', ...args);

/** Lets the simulator of the environments plugin run; returns the figures in a line. */
export async function simulationScene(
  root: string,
  report: Report,
): Promise<string> {
  report.title('Simulated: people, outages, crashes and the planner');
  const begun = Date.now();
  const totals = await simulate(root, `${SEEDS}`, `${STEPS}`);
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const { steps, wrongDeletions, lostReplicas, otherWrongs } = totals;
  report.note(
    `${steps} steps in ${seconds} s: ${totals.passes} passes of which ${totals.crashes} crashed, ${totals.refused} writes refused, ${totals.warningsDelivered} warnings, ${totals.deletions} deletions, ${totals.capped} passes capped, ${totals.restored} times found awake again`,
  );
  report.expect('100,000 steps or more', steps >= 100_000, steps);
  report.expect(
    'wrong deletions: 0',
    wrongDeletions.length === 0,
    wrongDeletions,
  );
  report.expect(
    'replica counts lost: 0',
    lostReplicas.length === 0,
    lostReplicas,
  );
  report.expect('other wrongs: 0', otherWrongs.length === 0, otherWrongs);
  const hasty = await simulate(root, '1', '5000', 'without-notice');
  report.expect(
    `control: a planner without patience is found out (${hasty.wrongDeletions.length} wrong deletions)`,
    hasty.wrongDeletions.length > 0,
  );
  return `${steps} simulated steps: wrong deletions ${wrongDeletions.length}, replica counts lost ${lostReplicas.length}`;
}
