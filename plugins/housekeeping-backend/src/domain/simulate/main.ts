/*
 * Simulates from the command line: SEEDS STEPS [without-notice]. Prints totals
 * as JSON; `npm run check -- cleanup` runs it.
 */
import { simulate, totalsOf } from './simulate';

const [seeds, steps, notice] = process.argv.slice(2);
const believed = notice === 'without-notice' ? { noticeHours: 0 } : undefined;
const reports = Array.from({ length: Number(seeds) }, (_, i) =>
  simulate({ seed: i + 1, steps: Number(steps), believed }),
);
process.stdout.write(JSON.stringify(totalsOf(reports)));
