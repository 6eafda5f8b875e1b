import { runBrowserCheck } from './browser/runBrowserCheck.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'rooms-ui';
export const summary =
  'Chromium goes through every page and tab of workspaces and housekeeping; empty, busy, error and denied; light and dark; axe';

/** From the click to what the page shows, in milliseconds. */
const GOALS: Record<string, number> = {
  'left to found': 30_000,
  'click to renewed': 10_000,
  'click to deleted': 10_000,
};

export function run(context: CheckContext): Promise<CheckResult> {
  return runBrowserCheck(context, {
    name,
    // The last one stops a cluster for good.
    runs: [['housekeeping', 'workspaces'], ['trouble-rooms']],
    goals: GOALS,
  });
}
