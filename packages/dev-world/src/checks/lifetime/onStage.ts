import { TerminalProgress } from '../../commands/terminal.ts';
import { buildApp, installPackages } from '../../portal/prepare.ts';
import { seedAccess } from '../../shop/seed.ts';
import { buildTools, downWorld, upWorld } from '../../world/index.ts';
import type { CheckContext } from '../types.ts';
import { ApiProxy } from './apiProxy.ts';
import { Clock } from './clock.ts';
import type { Report } from './report.ts';
import { Stage } from './stage.ts';

/** What needs a cluster and a portal of its own; both are gone afterwards. */
export async function onStage<T>(
  { root, log }: CheckContext,
  options: {
    /** Of the check. */
    name: string;
    folder: string;
    report: Report;
    /** Of the portal, as environment variables. */
    configuration?: Record<string, string>;
    /** Before the portal starts. */
    prepare?: (kubeconfig: string) => Promise<void>;
    /** All stands but the portal, which starts next. */
    onSet?: (stage: Stage) => void;
  },
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const { folder, report } = options;
  const progress = new TerminalProgress(log);
  const world = `${options.name}-${process.pid}`;
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
    await options.prepare?.(kubeconfig);
    stage = await Stage.set({
      root,
      name: world,
      world: up,
      proxy: await ApiProxy.start(kubeconfig, { helper: tools.helper, folder }),
      clock: new Clock(folder),
      report,
    });
    options.onSet?.(stage);
    await stage.start(options.configuration);
    return await play(stage);
  } catch (error) {
    log(`  ! the portal's log is ${stage?.log}`);
    throw error;
  } finally {
    await stage?.strike();
    await downWorld({ root, name: world });
  }
}
