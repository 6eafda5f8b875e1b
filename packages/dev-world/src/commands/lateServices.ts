import { startPortal, type Portal } from '../portal/portal.ts';
import { upServices } from '../services/up.ts';
import type { ServiceOptions } from '../services/up.ts';
import type { ServiceName } from '../world/types.ts';
import { asStep } from './terminal.ts';

type PortalOptions = Parameters<typeof startPortal>[0];

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
 * is something new for it to know.
 */
export async function upLateServices(
  { names, services, portal, onPortal }: LateServices,
  old: Portal,
): Promise<void> {
  const { progress, state } = services;
  await upServices(services, names);
  const came = names.some(name => {
    const service = state.services?.[name];
    return service !== undefined && !('off' in service);
  });
  if (!came) {
    return;
  }
  await asStep(
    progress,
    [`Portal, again: now it knows of ${names.join(' and ')}`, 20],
    async () => {
      await old.stop();
      onPortal(await startPortal({ ...portal, signal: services.signal }));
    },
  );
}
