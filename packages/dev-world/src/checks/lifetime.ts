import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { installPackages, buildApp } from '../portal/prepare.ts';
import { seedAccess } from '../shop/seed.ts';
import { buildTools, downWorld, upWorld } from '../world/index.ts';
import { ApiProxy } from './lifetime/apiProxy.ts';
import { Clock } from './lifetime/clock.ts';
import { expiryScene } from './lifetime/expiryScene.ts';
import { exportLedger, verifyScene } from './lifetime/ledgerScene.ts';
import { Report } from './lifetime/report.ts';
import { simulationScene } from './lifetime/simulation.ts';
import { isSettled, sleepScene } from './lifetime/sleepScene.ts';
import { Stage } from './lifetime/stage.ts';
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
    const { ledger, kills } = await onStage(context, folder, report);
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

/** All that needs a cluster and a portal; both are gone afterwards. */
async function onStage(
  { root, log }: CheckContext,
  folder: string,
  report: Report,
): Promise<{ ledger: string; kills: number }> {
  const progress = new TerminalProgress(log);
  const world = `lifetime-${process.pid}`;
  await installPackages(root);
  await buildApp(root);
  const tools = await buildTools({ root, progress });
  let stage: Stage | undefined;
  try {
    const up = await upWorld({
      root,
      name: world,
      tools,
      realNode: false,
      progress,
    });
    up.unwatch();
    const { kubeconfig } = up;
    await seedAccess({ kubeconfig, root, realNode: false, progress });
    stage = await Stage.set({
      root,
      name: world,
      world: up,
      proxy: await ApiProxy.start(kubeconfig, { helper: tools.helper, folder }),
      clock: new Clock(folder),
      report,
    });
    await stage.start();
    return { ledger: await play(stage), kills: stage.kills };
  } catch (error) {
    log(`  ! the portal's log is ${stage?.log}`);
    throw error;
  } finally {
    await stage?.strike();
    await downWorld({ root, name: world });
  }
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
