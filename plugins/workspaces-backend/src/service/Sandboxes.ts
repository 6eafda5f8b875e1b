import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import type {
  CreateSandboxInput,
  EnvironmentPlan,
  EnvironmentResult,
  SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { UserCredentials } from '@fairway-idp/backstage-plugin-fairway-node';
import { environmentsClient } from './environmentsClient';

/**
 * Sandboxes are the environments plugin's: it decides who may have one, guards it,
 * lets it expire and keeps its audit trail. It is asked over its API, on behalf
 * of the person, like any other client.
 */
export class Sandboxes {
  private constructor(
    private readonly services: {
      auth: AuthService;
      discovery: DiscoveryService;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): Sandboxes {
    return new Sandboxes(options);
  }

  /** What the user may have. */
  async offer(credentials: UserCredentials): Promise<SandboxOptions> {
    return translate(this.client(credentials).call('getSandboxOptions', {}));
  }

  /** What a new one would be. */
  async plan(
    input: CreateSandboxInput,
    credentials: UserCredentials,
  ): Promise<EnvironmentPlan> {
    return translate(this.client(credentials).call('planCreateSandbox', input));
  }

  /** Makes one, guard rails and all. */
  async make(
    input: CreateSandboxInput,
    credentials: UserCredentials,
  ): Promise<EnvironmentResult> {
    return translate(this.client(credentials).call('createSandbox', input));
  }

  private client(credentials: UserCredentials) {
    return environmentsClient(this.services, credentials);
  }
}

/** The other plugin's refusal is an answer to whoever asked this one. */
async function translate<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof ResponseError ? error.cause : error;
  }
}
