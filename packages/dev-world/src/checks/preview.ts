import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { bringUp, type Running } from '../commands/bringUp.ts';
import { inWords, TerminalProgress } from '../commands/terminal.ts';
import { PortalApi } from '../portal/api.ts';
import { PREVIEW_SERVICES } from '../services/names.ts';
import { Api } from '../world/api.ts';
import { anyPort } from '../world/ports.ts';
import { leftovers } from './leftovers.ts';
import { chartLife } from './preview/chart.ts';
import { Developer } from './preview/developer.ts';
import { paymentsLife, storefrontLife } from './preview/life.ts';
import { refusals } from './preview/refusals.ts';
import { Report } from './preview/report.ts';
import { speed } from './preview/speed.ts';
import type { Stage } from './preview/stage.ts';
import { Witness } from './preview/witness.ts';
import type { CheckContext, CheckResult } from './types.ts';

export const name = 'preview';
export const summary =
  'pull requests on a real Gitea get real pods, a route and a schema, and lose them; what gets none; seconds from event to page';

const PARTS = { storefrontLife, paymentsLife, chartLife, refusals, speed };

export async function run({ root, log }: CheckContext): Promise<CheckResult> {
  const begun = Date.now();
  const report = new Report(log);
  let isBroken = false;
  const running = await bringUp({
    root,
    name: `preview-${process.pid}`,
    clusters: 1,
    services: PREVIEW_SERVICES,
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
  const api = Api.fromKubeconfig(state.kubeconfig);
  try {
    const witness = new Witness(state, api);
    const images = path.join(root, 'docs', 'images');
    mkdirSync(images, { recursive: true });
    const stage: Stage = {
      witness,
      report,
      alice: new Developer(witness.forge, 'alice'),
      bob: new Developer(witness.forge, 'bob'),
      portal: {
        alice: new PortalApi(portal.url, 'alice'),
        bob: new PortalApi(portal.url, 'bob'),
      },
      images,
    };
    for (const [part, work] of Object.entries(PARTS)) {
      if (isBroken()) {
        return;
      }
      try {
        await work(stage);
      } catch (error) {
        report.expect(`${part} ends`, false, (error as Error).message);
      }
    }
  } finally {
    api.close();
  }
}
