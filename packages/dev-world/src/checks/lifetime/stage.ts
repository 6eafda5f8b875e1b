import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';
import { devClusters } from '../../commands/worlds.ts';
import { PortalApi } from '../../portal/api.ts';
import type { PortalSettings } from '../../portal/config.ts';
import {
  removePortal,
  startPortal,
  untilCatalogHas,
  type Portal,
} from '../../portal/portal.ts';
import { secret } from '../../services/secrets.ts';
import { Api, ApiError } from '../../world/api.ts';
import { until } from '../../world/bootstrap.ts';
import { stateFolder } from '../../world/paths.ts';
import { anyPort } from '../../world/ports.ts';
import { killAll, markedProcesses } from '../../world/processes.ts';
import type { World } from '../../world/types.ts';
import type { ApiProxy } from './apiProxy.ts';
import type { Clock } from './clock.ts';
import type { Report } from './report.ts';

/** Nobody is in a hurry on a busy machine; also gentle with the portal. */
export const PATIENCE = { timeoutMs: 180_000, everyMs: 500 };

/** How its portal is set up for the check; all the rest is as adopters have it. */
const CONFIGURATION = {
  APP_CONFIG_environments_loop_everySeconds: '1',
  // A killed pass must not hold up the next for ten minutes.
  APP_CONFIG_environments_loop_passTimeoutSeconds: '10',
  APP_CONFIG_environments_sandbox_perOwner: '20',
  // Else their age is what the database's own clock says.
  APP_CONFIG_auth_keyStore_provider: 'memory',
};

/** An environment, as the portal shows it; what a check looks at. */
export interface View {
  namespace: string;
  uid: string;
  state: string;
  message: string;
  problems: string[];
  expiresAt?: string;
  warnedAt?: string;
}

interface Namespace {
  metadata: {
    name: string;
    uid: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
  };
}

interface StageOptions {
  root: string;
  name: string;
  world: World;
  proxy: ApiProxy;
  clock: Clock;
  report: Report;
}

/** A portal with a clock of its own, in front of a real cluster, and its people. */
export class Stage {
  readonly admin: Api;
  readonly alice: PortalApi;
  readonly platform: PortalApi;
  readonly clock: Clock;
  readonly proxy: ApiProxy;
  readonly report: Report;
  /** Processes of the portal that were killed. */
  kills = 0;
  readonly #options: StageOptions;
  readonly #settings: PortalSettings;
  /** Of one start; until the next one. */
  #configuration: Record<string, string> = {};
  #portal: Portal | undefined;

  private constructor(options: StageOptions, settings: PortalSettings) {
    const url = `http://localhost:${settings.port}`;
    this.#options = options;
    this.#settings = settings;
    this.clock = options.clock;
    this.proxy = options.proxy;
    this.report = options.report;
    this.admin = Api.fromKubeconfig(options.world.kubeconfig);
    this.alice = new PortalApi(url, 'alice');
    this.platform = new PortalApi(url, 'platform');
  }

  static async set(options: StageOptions): Promise<Stage> {
    const { world, proxy } = options;
    const [cluster] = await devClusters([world]);
    const { url: server, caData } = proxy;
    return new Stage(options, {
      port: await anyPort(),
      sessionSecret: secret(),
      devClusters: [{ ...cluster, server, caData }],
    });
  }

  /** Of world and portal. */
  get name(): string {
    return this.#options.name;
  }

  get log(): string {
    return this.#portal?.log ?? 'the portal was never started';
  }

  /** Starts the portal, or starts it again with what it has kept. */
  async start(configuration = this.#configuration): Promise<void> {
    const { root, name, clock } = this.#options;
    const before = { ...process.env };
    this.#configuration = configuration;
    Object.assign(process.env, CONFIGURATION, configuration, clock.environment);
    try {
      this.#portal = await startPortal({
        root,
        name,
        settings: this.#settings,
      });
    } finally {
      restore(before);
    }
    await untilCatalogHas(this.#portal.url, 1);
  }

  async stop(): Promise<void> {
    await this.#portal?.stop();
  }

  /** Ends everything, and takes away what the portal has kept. */
  async strike(): Promise<void> {
    const { root, name } = this.#options;
    await removePortal(root, name);
    this.admin.close();
    this.proxy.close();
  }

  /** As `kill -9`: it learns nothing of it. Also while it starts. */
  async kill(): Promise<void> {
    const { root, name } = this.#options;
    const folder = path.join(stateFolder(root), 'portals', name);
    const found = markedProcesses(folder);
    if (found.length === 0) {
      throw new Error('There is no portal to be killed');
    }
    this.kills++;
    await killAll(found);
  }

  /** Starts it, and again each time it was killed, until this is over. */
  async startUntil(
    over: Promise<unknown>,
    configuration: Record<string, string>,
  ): Promise<void> {
    let isOver = false;
    const ending = over.finally(() => {
      isOver = true;
    });
    // It is waited for below.
    ending.catch(() => undefined);
    let deaths = -1;
    while (!isOver || deaths < this.kills) {
      if (deaths < this.kills) {
        deaths = this.kills;
        await this.#startUnlessKilled(configuration);
      }
      await sleep(200);
    }
    await ending;
  }

  async #startUnlessKilled(
    configuration: Record<string, string>,
  ): Promise<void> {
    const { kills } = this;
    try {
      await this.start(configuration);
    } catch (error) {
      if (kills === this.kills) {
        throw error;
      }
    }
  }

  /** Long enough for some passes. */
  async passes(): Promise<void> {
    await sleep(5_000);
  }

  /** Makes a sandbox for alice through the portal; returns its namespace. */
  async sandbox(title: string, days = 14): Promise<string> {
    const { namespace, problems } = await this.alice.post<{
      namespace: string;
      problems: string[];
    }>('environments/v1/sandbox', { title, days });
    if (problems.length > 0) {
      throw new Error(`${namespace}: ${problems.join('; ')}`);
    }
    return namespace;
  }

  /** What alice does with one of hers. */
  async change(
    verb: 'sleep' | 'wake' | 'renew' | 'protect',
    namespace: string,
    more: object = {},
  ): Promise<{ outcome: string; problems: string[] }> {
    return this.alice.post(`environments/v1/environment/${verb}`, {
      cluster: 'dev',
      namespace,
      reason: 'The check wants it',
      ...more,
    });
  }

  async views(): Promise<View[]> {
    const { clusters } = await this.alice.get<{
      clusters: { environments: View[] }[];
    }>('environments/v1/environments?scope=mine');
    return clusters.flatMap(({ environments }) => environments);
  }

  async view(namespace: string): Promise<View | undefined> {
    return (await this.views()).find(one => one.namespace === namespace);
  }

  /** As the API server has it; undefined if there is none. */
  async namespace(name: string): Promise<Namespace | undefined> {
    try {
      return await this.admin.get<Namespace>(`/api/v1/namespaces/${name}`);
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
  }

  /** UID of what is there and is to stay. */
  async uid(name: string): Promise<string | undefined> {
    const found = await this.namespace(name);
    return found?.metadata.deletionTimestamp ? undefined : found?.metadata.uid;
  }

  async untilGone(name: string): Promise<void> {
    await until(
      `${name} to be deleted`,
      async () => !(await this.uid(name)),
      PATIENCE,
    );
  }

  /** Texts of the notifications that alice has got. */
  async notifications(): Promise<{ title: string; description: string }[]> {
    const { notifications } = await this.alice.get<{
      notifications: { payload: { title: string; description: string } }[];
    }>('notifications/notifications?limit=100');
    return notifications.map(({ payload }) => payload);
  }

  /** Until each of them was warned of, of the expiry that it has now. */
  async untilWarned(namespaces: readonly string[]): Promise<void> {
    await until(
      `warnings of ${namespaces.join(', ')}`,
      async () => {
        const views = await this.views();
        const told = await this.notifications();
        return namespaces.every(name => {
          const view = views.find(one => one.namespace === name);
          return (
            view?.warnedAt !== undefined &&
            told.some(
              ({ title, description }) =>
                title.includes(name) &&
                description.includes(view.expiresAt ?? '?'),
            )
          );
        });
      },
      PATIENCE,
    );
  }

  /** Puts the clock forward to so many hours before (or after) an expiry. */
  async towardsExpiry(namespace: string, hoursBefore: number): Promise<void> {
    const expiresAt = (await this.view(namespace))?.expiresAt;
    if (!expiresAt) {
      throw new Error(`${namespace} does not expire`);
    }
    this.clock.forwardTo(
      new Date(Date.parse(expiresAt) - hoursBefore * 3_600_000),
    );
  }
}

function restore(before: NodeJS.ProcessEnv): void {
  for (const key of Object.keys(process.env)) {
    if (!(key in before)) {
      delete process.env[key];
    }
  }
  Object.assign(process.env, before);
}
