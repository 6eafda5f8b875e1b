import path from 'node:path';
import {
  bringUpWorlds,
  devClusters,
  type DevWorlds,
} from '../../commands/worlds.ts';
import { ForgeClient } from '../../forge/client.ts';
import { PortalApi } from '../../portal/api.ts';
import type { PortalSettings } from '../../portal/config.ts';
import {
  removePortal,
  startPortal,
  untilCatalogHas,
  type Portal,
} from '../../portal/portal.ts';
import { runningService } from '../../services/describe.ts';
import { secret } from '../../services/secrets.ts';
import { Api } from '../../world/api.ts';
import { downWorld } from '../../world/index.ts';
import { anyPort } from '../../world/ports.ts';
import { killAll } from '../../world/processes.ts';
import type { ForgeState, Progress, WorldState } from '../../world/types.ts';

/** Components of the demo's repositories are among them. */
const COMPONENTS = 9;

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
  /** Processes of the portal that were killed. */
  kills = 0;
  readonly #options: StageOptions;
  readonly #settings: PortalSettings;
  #portal: Portal | undefined;

  private constructor(
    options: StageOptions,
    made: { state: WorldState; kubeconfig: string; forge: ForgeState },
    settings: PortalSettings,
  ) {
    this.#options = options;
    this.#settings = settings;
    this.state = made.state;
    this.forge = made.forge;
    this.cluster = Api.fromKubeconfig(made.kubeconfig);
  }

  static async set(options: StageOptions): Promise<Stage> {
    const { root, name, progress } = options;
    const made: DevWorlds = { worlds: [], seeding: [] };
    const port = await anyPort();
    try {
      await bringUpWorlds(
        [name],
        { root, name, clusters: 1, services: ['forge'], port, progress },
        made,
      );
      await Promise.all(made.seeding);
      const [{ state, kubeconfig, unwatch }] = made.worlds;
      unwatch();
      const forge = runningService(state.services, 'forge');
      if (!forge) {
        throw new Error('There is no forge');
      }
      // It would make an image of every push, which nothing here runs.
      await killAll(state.parts.filter(part => part.name === 'builder'));
      return new Stage(
        options,
        { state, kubeconfig, forge },
        {
          port,
          sessionSecret: secret(32),
          devClusters: await devClusters(made.worlds),
          world: {
            network: state.network,
            // Pods of simulated nodes are ready without an image.
            nodes: { ...state.nodes, real: [] },
            services: state.services,
          },
        },
      );
    } catch (error) {
      await downWorld({ root, name });
      throw error;
    }
  }

  get url(): string {
    return `http://localhost:${this.#settings.port}`;
  }

  get log(): string {
    return this.#portal?.log ?? 'the portal was never started';
  }

  /** Where the portal keeps its databases. */
  get dataFolder(): string {
    return path.join(path.dirname(this.log), 'data');
  }

  as(person: string): PortalApi {
    return new PortalApi(this.url, person);
  }

  forgeAdmin(): ForgeClient {
    const { url, admin } = this.forge;
    return new ForgeClient(url, {
      login: admin.login,
      password: admin.password,
    });
  }

  /** Starts the portal, or starts it again with what it has kept. */
  async start(): Promise<void> {
    const { root, name } = this.#options;
    const configuration: Record<string, string> = {
      // Half a minute, by default, until a run counts as cut off.
      APP_CONFIG_scaffolder_taskRecovery_staleTimeout_seconds: '5',
    };
    const before = { ...process.env };
    Object.assign(process.env, configuration);
    try {
      this.#portal = await startPortal({
        root,
        name,
        settings: this.#settings,
      });
    } finally {
      Object.keys(configuration).forEach(key => delete process.env[key]);
      Object.assign(process.env, before);
    }
  }

  untilCatalog(): Promise<string[]> {
    return untilCatalogHas(this.url, COMPONENTS);
  }

  /** As `kill -9`: the portal learns nothing of it. */
  async kill(): Promise<void> {
    if (!this.#portal) {
      throw new Error('There is no portal to be killed');
    }
    await killAll([this.#portal.process]);
    this.kills++;
  }

  async down(): Promise<void> {
    const { root, name } = this.#options;
    this.cluster.close();
    await removePortal(root, name);
    await downWorld({ root, name });
  }
}
