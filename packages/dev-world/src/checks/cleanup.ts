import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inWords } from '../commands/terminal.ts';
import { CONFIGURATION, cleanupScene } from './cleanup/scene.ts';
import { simulationScene } from './cleanup/simulation.ts';
import { FORGERIES, renewedForgery } from './lifetime/forgeries.ts';
import { verifyScene } from './lifetime/ledgerScene.ts';
import { onStage } from './lifetime/onStage.ts';
import { Report } from './lifetime/report.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'cleanup';
export const summary =
  'stale and almost stale objects of every cleanup rule on a real API server, by a clock put forward and a portal killed in between; the ledger, forged; 120,000 simulated steps';

/** Hours: the least that a default rule promises. */
const NOTICE = ['--notice-hours', '24'];

const RENEWED = renewedForgery('fairway.dev/keep-until');
const OWN_FORGERIES = FORGERIES.map(forgery =>
  forgery.what === RENEWED.what ? RENEWED : forgery,
);

export async function run(context: CheckContext): Promise<CheckResult> {
  const { root, log } = context;
  const began = Date.now();
  const report = new Report(log);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-cleanup-'));
  const figures: string[] = [];
  try {
    const { ledger, kills } = await onStage(
      context,
      { name, folder, report, configuration: CONFIGURATION },
      async stage => {
        await cleanupScene(stage);
        report.title('The ledger');
        const text = await stage.platform.text('GET', 'housekeeping/v1/ledger');
        return { ledger: text, kills: stage.kills };
      },
    );
    figures.push(
      `${kills} kills`,
      verifyScene({ root, folder, report }, ledger, {
        forgeries: OWN_FORGERIES,
        args: NOTICE,
      }),
      await simulationScene(root, report),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { short, held } = report;
  return {
    ok: short.length === 0,
    line: [
      ...short,
      `${held} assertions held`,
      ...figures,
      `${inWords((Date.now() - began) / 1000)} in all`,
    ].join('; '),
  };
}
