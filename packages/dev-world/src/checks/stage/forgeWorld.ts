import {
  bringUpWorlds,
  devClusters,
  type DevWorlds,
} from '../../commands/worlds.ts';
import type { DevCluster } from '../../portal/config.ts';
import { describeServices, runningService } from '../../services/describe.ts';
import { downWorld } from '../../world/index.ts';
import { killAll } from '../../world/processes.ts';
import type {
  ForgeState,
  Progress,
  ServiceName,
  WorldState,
} from '../../world/types.ts';

/** A world with a forge, on which a check plays. */
export interface ForgeWorld {
  state: WorldState;
  kubeconfig: string;
  forge: ForgeState;
  devClusters: DevCluster[];
}

/**
 * Brings it up, without the builder, which would make an image of every push.
 *
 * @param options.port where the forge takes the portal to be
 */
export async function upForgeWorld(options: {
  root: string;
  name: string;
  services: ServiceName[];
  port: number;
  progress: Progress;
}): Promise<ForgeWorld> {
  const { root, name } = options;
  const made: DevWorlds = { worlds: [], seeding: [] };
  try {
    await bringUpWorlds([name], { ...options, clusters: 1 }, made);
    await Promise.all(made.seeding);
    const [{ state, kubeconfig, unwatch }] = made.worlds;
    unwatch();
    const forge = runningService(state.services, 'forge');
    if (!forge) {
      throw new Error(
        `There is no forge: ${describeServices(state.services).forge}`,
      );
    }
    await killAll(state.parts.filter(part => part.name === 'builder'));
    return {
      state,
      kubeconfig,
      forge,
      devClusters: await devClusters(made.worlds),
    };
  } catch (error) {
    await downWorld({ root, name });
    throw error;
  }
}
