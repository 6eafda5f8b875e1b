import {
  startPortal,
  type Portal,
  type PortalOptions,
} from '../portal/portal.ts';
import { runningService } from '../services/describe.ts';
import { upServices } from '../services/up.ts';
import type { ServiceOptions } from '../services/up.ts';
import type { ServiceName } from '../world/types.ts';
import { asStep } from './terminal.ts';

export interface LateServices {
  names: ServiceName[];
  services: ServiceOptions;
  /** What the portal was started with. */
  portal: PortalOptions;
  /** Takes the place of the portal that knew nothing of these services. */
  onPortal(portal: Portal): void;
}

/**
 * Brings up, while people work already, what had to be built or fetched first.
 * The portal reads its configuration once, so it is started again when there
 * is something new for it to know: once, after the last of them. It asks clusters
 * themselves for the metrics API.
 */
export async function upLateServices(
  { names, services, portal, onPortal }: LateServices,
  old: Portal,
): Promise<void> {
  const { progress, state, signal } = services;
  await upServices(services, names);
  const came = names.filter(
    name => name !== 'metrics' && runningService(state.services, name),
  );
  if (came.length === 0) {
    return;
  }
  await asStep(
    progress,
    [
      `Portal starts again to use the ${came.join(
        ' and the ',
      )}; open pages go on by themselves`,
      10,
    ],
    async () => {
      await old.stop();
      onPortal(await startPortal({ ...portal, signal }));
    },
  );
}
