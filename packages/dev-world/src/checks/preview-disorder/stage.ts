import { setTimeout as sleep } from 'node:timers/promises';
import { bringUpWorlds, devClusters } from '../../commands/worlds.ts';
import type { DevWorlds } from '../../commands/worlds.ts';
import { PortalApi } from '../../portal/api.ts';
import type { PortalSettings } from '../../portal/config.ts';
import {
  removePortal,
  startPortal,
  untilCatalogHas,
  type Portal,
} from '../../portal/portal.ts';
import { describeServices, runningService } from '../../services/describe.ts';
import { secret } from '../../services/secrets.ts';
import { PREVIEW_SERVICES } from '../../services/names.ts';
import { downWorld } from '../../world/index.ts';
import { anyPort } from '../../world/ports.ts';
import { killAll } from '../../world/processes.ts';
import type {
  DatabaseState,
  ForgeState,
  GatewayState,
  Progress,
  WorldState,
} from '../../world/types.ts';
import { FaultProxy } from './faultProxy.ts';
import type { Random } from './random.ts';
import { WebhookRelay } from './webhookRelay.ts';

/** How its portal is set up; all the rest is as adopters have it. */
const CONFIGURATION = {
  APP_CONFIG_environments_previews_everySeconds: '10',
  // A pass that was killed must not hold up the next for ten minutes.
  APP_CONFIG_environments_loop_passTimeoutSeconds: '30',
  APP_CONFIG_environments_loop_writesPerSecond: '50',
};
/** Components of the demo's repositories are among them. */
const COMPONENTS = 9;

interface StageOptions {
  root: string;
  name: string;
  progress: Progress;
  random: Random;
}

/**
 * A world with a forge, and a portal that reaches the forge through a proxy that
 * fails, and hears of it through a relay that is no better.
 */
export class Stage {
  readonly state: WorldState;
  readonly kubeconfig: string;
  readonly forge: ForgeState;
  readonly gateway?: GatewayState;
  readonly database?: DatabaseState;
  readonly proxy: FaultProxy;
  readonly relay: WebhookRelay;
  /** Processes of the portal that were killed. */
  kills = 0;
  readonly #options: StageOptions;
  readonly #settings: PortalSettings;
  #portal: Portal | undefined;

  private constructor(
    options: StageOptions,
    made: {
      state: WorldState;
      kubeconfig: string;
      forge: ForgeState;
      proxy: FaultProxy;
      relay: WebhookRelay;
    },
    settings: PortalSettings,
  ) {
    this.#options = options;
    this.#settings = settings;
    this.state = made.state;
    this.kubeconfig = made.kubeconfig;
    this.forge = made.forge;
    this.gateway = runningService(made.state.services, 'gateway');
    this.database = runningService(made.state.services, 'database');
    this.proxy = made.proxy;
    this.relay = made.relay;
  }

  static async set(options: StageOptions): Promise<Stage> {
    const { root, name, progress, random } = options;
    const relay = await WebhookRelay.start(random);
    const made: DevWorlds = { worlds: [], seeding: [] };
    try {
      // The forge takes the relay for the portal.
      const port = Number(new URL(relay.url).port);
      await bringUpWorlds(
        [name],
        { root, name, clusters: 1, services: PREVIEW_SERVICES, port, progress },
        made,
      );
      await Promise.all(made.seeding);
      const [{ state, kubeconfig, unwatch }] = made.worlds;
      unwatch();
      const forge = runningService(state.services, 'forge');
      if (!forge) {
        throw new Error(
          `There is no forge: ${describeServices(state.services).forge}`,
        );
      }
      // It would make an image of every push; the check says that it did.
      await killAll(state.parts.filter(part => part.name === 'builder'));
      const proxy = await FaultProxy.start(forge.url, random);
      return new Stage(
        options,
        { state, kubeconfig, forge, proxy, relay },
        {
          port: await anyPort(),
          as: 'platform',
          sessionSecret: secret(32),
          devClusters: await devClusters(made.worlds),
          world: {
            network: state.network,
            // So many pods run on simulated nodes only.
            nodes: { ...state.nodes, real: [] },
            services: {
              ...state.services,
              forge: { ...forge, url: proxy.url },
            },
          },
        },
      );
    } catch (error) {
      relay.close();
      await downWorld({ root, name });
      throw error;
    }
  }

  get portalUrl(): string {
    return `http://localhost:${this.#settings.port}`;
  }

  get log(): string {
    return this.#portal?.log ?? 'the portal was never started';
  }

  /** Starts the portal, or starts it again with what it has kept. */
  async start(): Promise<void> {
    const { root, name } = this.#options;
    const before = { ...process.env };
    Object.assign(process.env, CONFIGURATION);
    try {
      this.#portal = await startPortal({
        root,
        name,
        settings: this.#settings,
      });
    } finally {
      Object.keys(CONFIGURATION).forEach(key => delete process.env[key]);
      Object.assign(process.env, before);
    }
    this.relay.deliverTo(this.portalUrl);
  }

  untilCatalog(): Promise<string[]> {
    return untilCatalogHas(this.portalUrl, COMPONENTS);
  }

  /** As `kill -9`: it learns nothing of it. Starts it again after a while. */
  async kill(down: number): Promise<void> {
    if (!this.#portal) {
      throw new Error('There is no portal to be killed');
    }
    await killAll([this.#portal.process]);
    this.kills++;
    await sleep(down);
    await this.start();
  }

  ledger(): Promise<string> {
    return new PortalApi(this.portalUrl, 'platform').text(
      'GET',
      'environments/v1/ledger',
    );
  }

  async down(): Promise<void> {
    const { root, name } = this.#options;
    this.relay.close();
    this.proxy.close();
    await removePortal(root, name);
    await downWorld({ root, name });
  }
}
