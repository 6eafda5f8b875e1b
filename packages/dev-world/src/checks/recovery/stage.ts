import { ForgeClient } from '../../forge/client.ts';
import { secret } from '../../services/secrets.ts';
import { Api } from '../../world/api.ts';
import { downWorld } from '../../world/index.ts';
import { anyPort } from '../../world/ports.ts';
import type { ForgeState, Progress, WorldState } from '../../world/types.ts';
import { upForgeWorld, type ForgeWorld } from '../stage/forgeWorld.ts';
import { StagedPortal } from '../stage/StagedPortal.ts';

const CONFIGURATION = {
  // Half a minute, by default, until a run counts as cut off.
  APP_CONFIG_scaffolder_taskRecovery_staleTimeout_seconds: '5',
};

interface StageOptions {
  root: string;
  name: string;
  progress: Progress;
}

/** A world with a forge, and a portal that can be killed and started again. */
export class Stage {
  readonly state: WorldState;
  readonly forge: ForgeState;
  readonly cluster: Api;
  readonly portal: StagedPortal;
  readonly #options: StageOptions;

  private constructor(
    options: StageOptions,
    { state, forge, kubeconfig }: ForgeWorld,
    portal: StagedPortal,
  ) {
    this.#options = options;
    this.state = state;
    this.forge = forge;
    this.cluster = Api.fromKubeconfig(kubeconfig);
    this.portal = portal;
  }

  static async set(options: StageOptions): Promise<Stage> {
    const port = await anyPort();
    const world = await upForgeWorld({
      ...options,
      services: ['forge'],
      port,
    });
    const { network, nodes, services } = world.state;
    const portal = new StagedPortal({
      ...options,
      settings: {
        port,
        sessionSecret: secret(32),
        devClusters: world.devClusters,
        // Pods of simulated nodes are ready without an image.
        world: { network, nodes: { ...nodes, real: [] }, services },
      },
      configuration: CONFIGURATION,
    });
    return new Stage(options, world, portal);
  }

  get root(): string {
    return this.#options.root;
  }

  forgeAdmin(): ForgeClient {
    const { url, admin } = this.forge;
    return new ForgeClient(url, {
      login: admin.login,
      password: admin.password,
    });
  }

  async down(): Promise<void> {
    const { root, name } = this.#options;
    this.cluster.close();
    await this.portal.remove();
    await downWorld({ root, name });
  }
}
