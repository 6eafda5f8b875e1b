import type {
  EnvironmentsForgesExtensionPoint,
  Forge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { GuardedForge } from './GuardedForge';

/** The forges that modules have added. */
export class Forges implements EnvironmentsForgesExtensionPoint {
  private readonly byHost = new Map<string, GuardedForge>();

  private constructor() {}

  static create(): Forges {
    return new Forges();
  }

  addForge(forge: Forge): void {
    if (this.byHost.has(forge.host)) {
      throw new Error(`There are two forges for ${forge.host}`);
    }
    this.byHost.set(forge.host, GuardedForge.create(forge));
  }

  get hosts(): string[] {
    return [...this.byHost.keys()];
  }

  get(host: string): GuardedForge | undefined {
    return this.byHost.get(host);
  }

  ofType(type: string): GuardedForge[] {
    return [...this.byHost.values()].filter(forge => forge.type === type);
  }
}
