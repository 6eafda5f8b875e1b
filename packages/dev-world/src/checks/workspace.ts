import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { describeServices, runningService } from '../services/describe.ts';
import { Api } from '../world/api.ts';
import { stateFolder } from '../world/paths.ts';
import { anyPort } from '../world/ports.ts';
import type { ServiceName } from '../world/types.ts';
import { leftovers } from './leftovers.ts';
import { Report } from './preview/report.ts';
import type { CheckContext, CheckResult } from './types.ts';
import { Browser } from './workspace/browser.ts';
import { Desk } from './workspace/desk.ts';
import { farewell } from './workspace/farewell.ts';
import { access, firstLight } from './workspace/firstLight.ts';
import { idle } from './workspace/idle.ts';
import { Laptop } from './workspace/laptop.ts';
import { refusals } from './workspace/refusals.ts';
import { saveToVisible } from './workspace/saveToVisible.ts';
import { OWNER, STRANGER } from './workspace/stage.ts';
import type { Stage } from './workspace/stage.ts';
import { stopAndStart } from './workspace/stopAndStart.ts';
import { Witness } from './workspace/witness.ts';

export const name = 'workspace';
export const summary =
  'one click to a workspace; SSH, terminal, stop and start, refusals, idle stop, delete; seconds click to ready and save to visible';

const SCENES = {
  firstLight,
  access,
  saveToVisible,
  stopAndStart,
  refusals,
  idle,
  farewell,
};
const SERVICES: ServiceName[] = ['storage', 'forge', 'workspaces'];

/** All else is as adopters have it. */
const CONFIGURATION = {
  APP_CONFIG_workspaces_loop_everySeconds: '10',
};

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const begun = Date.now();
  const report = new Report(log);
  let isBroken = false;
  Object.assign(process.env, CONFIGURATION);
  const running = await bringUp({
    root,
    name: `workspace-${process.pid}`,
    clusters: 1,
    services: SERVICES,
    // The usual one may be taken by whoever starts at the same time.
    port: await anyPort(),
    progress: new TerminalProgress(log),
    onPartDown: (part, why) => {
      isBroken = true;
      report.expect(`${part} stays up`, false, why);
    },
  });
  const [{ state }] = running.worlds;
  try {
    await running.late;
    await play(root, running, { report, isBroken: () => isBroken });
  } catch (error) {
    report.expect('the stage is set', false, (error as Error).message);
  } finally {
    await running.stop();
  }
  const left = await leftovers(root, state);
  report.expect('nothing of the world is left', left.length === 0, left);
  const { short, figures, held } = report;
  return {
    ok: short.length === 0,
    line: [
      ...short,
      ...figures,
      `${held} assertions held`,
      `${inWords((Date.now() - begun) / 1000)} in all`,
    ].join('; '),
  };
}

async function play(
  root: string,
  { portal, worlds }: Running,
  { report, isBroken }: { report: Report; isBroken: () => boolean },
): Promise<void> {
  const [{ state }] = worlds;
  const forge = runningService(state.services, 'forge');
  if (!forge || !runningService(state.services, 'workspaces')) {
    throw new Error(JSON.stringify(describeServices(state.services)));
  }
  const images = path.join(stateFolder(root), 'logs');
  mkdirSync(images, { recursive: true });
  const api = Api.fromKubeconfig(state.kubeconfig);
  const desk = new Desk(portal.url, OWNER);
  const laptop = await Laptop.setUp(portal.url, OWNER, desk);
  const browser = await Browser.open(portal.url, OWNER, images);
  const stage: Stage = {
    report,
    forge,
    witness: new Witness(state, api),
    desk,
    stranger: new Desk(portal.url, STRANGER),
    laptop,
    browser,
    strangerKubeconfig: state.kubeconfigs[STRANGER],
    portalUrl: portal.url,
    made: {},
  };
  try {
    for (const [scene, work] of Object.entries(SCENES)) {
      if (isBroken()) {
        return;
      }
      try {
        await work(stage);
      } catch (error) {
        report.expect(`${scene} ends`, false, (error as Error).message);
        // Once it is closed there is nothing to see.
        const seen = await browser.picture(scene).catch(() => undefined);
        report.note(`the page: ${seen ?? 'none'}`);
      }
    }
  } finally {
    await browser.close();
    laptop.remove();
    api.close();
  }
}
