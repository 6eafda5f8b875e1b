import { setTimeout as sleep } from 'node:timers/promises';
import { runningService } from '../../services/describe.ts';
import { PREVIEW_SERVICES } from '../../services/names.ts';
import { secret } from '../../services/secrets.ts';
import { downWorld } from '../../world/index.ts';
import { anyPort } from '../../world/ports.ts';
import type {
  DatabaseState,
  ForgeState,
  GatewayState,
  Progress,
  WorldState,
} from '../../world/types.ts';
import { upForgeWorld, type ForgeWorld } from '../stage/forgeWorld.ts';
import { StagedPortal } from '../stage/StagedPortal.ts';
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
  readonly #options: StageOptions;
  readonly #portal: StagedPortal;

  private constructor(
    options: StageOptions,
    { state, kubeconfig, forge }: ForgeWorld,
    parts: { proxy: FaultProxy; relay: WebhookRelay; portal: StagedPortal },
  ) {
    this.#options = options;
    this.state = state;
    this.kubeconfig = kubeconfig;
    this.forge = forge;
    this.gateway = runningService(state.services, 'gateway');
    this.database = runningService(state.services, 'database');
    this.proxy = parts.proxy;
    this.relay = parts.relay;
    this.#portal = parts.portal;
  }

  static async set(options: StageOptions): Promise<Stage> {
    const { random } = options;
    const relay = await WebhookRelay.start(random);
    try {
      const world = await upForgeWorld({
        ...options,
        services: PREVIEW_SERVICES,
        // The forge takes the relay for the portal.
        port: Number(new URL(relay.url).port),
      });
      const { state, forge } = world;
      const proxy = await FaultProxy.start(forge.url, random);
      const portal = new StagedPortal({
        ...options,
        settings: {
          port: await anyPort(),
          as: 'platform',
          sessionSecret: secret(32),
          devClusters: world.devClusters,
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
        configuration: CONFIGURATION,
      });
      return new Stage(options, world, { proxy, relay, portal });
    } catch (error) {
      relay.close();
      throw error;
    }
  }

  get portalUrl(): string {
    return this.#portal.url;
  }

  get log(): string {
    return this.#portal.log;
  }

  /** Processes of the portal that were killed. */
  get kills(): number {
    return this.#portal.kills;
  }

  /** Starts the portal, or starts it again with what it has kept. */
  async start(): Promise<void> {
    await this.#portal.start();
    this.relay.deliverTo(this.portalUrl);
  }

  untilCatalog(): Promise<string[]> {
    return this.#portal.untilCatalog();
  }

  /** As `kill -9`: it learns nothing of it. Starts it again after a while. */
  async kill(down: number): Promise<void> {
    await this.#portal.kill();
    await sleep(down);
    await this.start();
  }

  ledger(): Promise<string> {
    return this.#portal.as('platform').text('GET', 'environments/v1/ledger');
  }

  async down(): Promise<void> {
    const { root, name } = this.#options;
    this.relay.close();
    this.proxy.close();
    await this.#portal.remove();
    await downWorld({ root, name });
  }
}
