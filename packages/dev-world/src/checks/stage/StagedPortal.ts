import path from 'node:path';
import { PortalApi } from '../../portal/api.ts';
import type { PortalSettings } from '../../portal/config.ts';
import {
  removePortal,
  startPortal,
  untilCatalogHas,
  type Portal,
} from '../../portal/portal.ts';
import { killAll } from '../../world/processes.ts';

/** Components of the demo's repositories are among them. */
const COMPONENTS = 9;

interface StagedPortalOptions {
  root: string;
  name: string;
  settings: PortalSettings;
  /** Variables `APP_CONFIG_…`; all the rest is as adopters have it. */
  configuration: Readonly<Record<string, string>>;
}

/** A portal that can be killed, and started again with what it has kept. */
export class StagedPortal {
  /** Processes of it that were killed. */
  kills = 0;
  readonly #options: StagedPortalOptions;
  #portal: Portal | undefined;

  constructor(options: StagedPortalOptions) {
    this.#options = options;
  }

  get url(): string {
    return `http://localhost:${this.#options.settings.port}`;
  }

  get log(): string {
    return this.#portal?.log ?? 'the portal was never started';
  }

  /** Where it keeps its databases. */
  get dataFolder(): string {
    return path.join(path.dirname(this.log), 'data');
  }

  as(person: string): PortalApi {
    return new PortalApi(this.url, person);
  }

  async start(): Promise<void> {
    const { root, name, settings, configuration } = this.#options;
    const before = { ...process.env };
    Object.assign(process.env, configuration);
    try {
      this.#portal = await startPortal({ root, name, settings });
    } finally {
      Object.keys(configuration).forEach(key => delete process.env[key]);
      Object.assign(process.env, before);
    }
  }

  untilCatalog(): Promise<string[]> {
    return untilCatalogHas(this.url, COMPONENTS);
  }

  /** As `kill -9`: it learns nothing of it. */
  async kill(): Promise<void> {
    if (!this.#portal) {
      throw new Error('There is no portal to be killed');
    }
    await killAll([this.#portal.process]);
    this.kills++;
  }

  /** Ends it, and takes away what it has kept. */
  remove(): Promise<void> {
    return removePortal(this.#options.root, this.#options.name);
  }
}
