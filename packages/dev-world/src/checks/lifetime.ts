import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inWords } from '../commands/terminal.ts';
import { expiryScene } from './lifetime/expiryScene.ts';
import { exportLedger, verifyScene } from './lifetime/ledgerScene.ts';
import { onStage } from './lifetime/onStage.ts';
import { Report } from './lifetime/report.ts';
import { simulationScene } from './lifetime/simulation.ts';
import { isSettled, sleepScene } from './lifetime/sleepScene.ts';
import type { Stage } from './lifetime/stage.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'lifetime';
export const summary =
  'sandboxes sleep, wake, are warned of and expire on a real API server, by a clock put forward and a portal killed in between; the ledger, forged; 120,000 simulated steps';

export async function run(context: CheckContext): Promise<CheckResult> {
  const { root, log } = context;
  const began = Date.now();
  const report = new Report(log);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-lifetime-'));
  const figures: string[] = [];
  try {
    const { ledger, kills } = await onStage(
      context,
      { name, folder, report },
      async stage => ({ ledger: await play(stage), kills: stage.kills }),
    );
    figures.push(
      `${kills} kills`,
      verifyScene({ root, folder, report }, ledger),
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

async function play(stage: Stage): Promise<string> {
  const { report } = stage;
  const sleeper = await sleepScene(stage);
  await expiryScene(stage);
  report.title('After all of it');
  report.expect(
    'every workload of the sleeper is at its first count',
    await isSettled(stage, sleeper, 'awake'),
  );
  return exportLedger(stage);
}
