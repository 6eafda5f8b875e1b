import { runBrowserCheck } from './browser/runBrowserCheck.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'environments-ui';
export const summary =
  'Chromium makes a sandbox, lets it sleep, wake, be renewed and deleted, and sees previews come and go; empty, busy, error and denied; light and dark; axe';

/** From the click to what the page shows, in milliseconds. */
const GOALS: Record<string, number> = {
  'click to sandbox': 10_000,
  'click to asleep': 10_000,
  'click to ready pods': 20_000,
};

export function run(context: CheckContext): Promise<CheckResult> {
  return runBrowserCheck(context, {
    name,
    runs: [['environments', 'previews'], ['trouble.test']],
    goals: GOALS,
  });
}
