import { NotFoundError } from '@backstage/errors';
import type {
  Confirmation,
  EnvironmentPlan,
  EnvironmentRef,
  EnvironmentResult,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Caller } from '../Changes';
import type { Gate } from '../Gate';
import type { Viewers } from '../Viewers';

interface RedeploysOptions {
  gate: Gate;
  viewers: Viewers;
}

/** Deploys previews again because a person asks for it. */
export class Redeploys {
  private constructor(private readonly options: RedeploysOptions) {}

  static create(options: RedeploysOptions): Redeploys {
    return new Redeploys(options);
  }

  async plan(
    ref: EnvironmentRef,
    { credentials }: Caller,
  ): Promise<EnvironmentPlan> {
    const { gate, viewers } = this.options;
    await gate.require('redeploy', ref, viewers.requireUser(credentials));
    throw new NotFoundError(`${ref.namespace} is no preview of this portal`);
  }

  async apply(
    input: EnvironmentRef & Confirmation,
    caller: Caller,
  ): Promise<EnvironmentResult> {
    await this.plan(input, caller);
    throw new NotFoundError(`${input.namespace} is no preview of this portal`);
  }
}
