import { createApiRef } from '@backstage/core-plugin-api';
import type {
  Confirmation,
  CreateSandboxInput,
  EnvironmentPlan,
  EnvironmentRef,
  EnvironmentResult,
  EnvironmentsFilter,
  EnvironmentsView,
  PreviewsView,
  SandboxOptions,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { LiveSource } from '@fairway-idp/backstage-plugin-fairway-react';

/** A new sandbox, or what shall happen to an environment. @public */
export type EnvironmentChange =
  | { action: 'create'; input: CreateSandboxInput }
  | { action: 'sleep'; ref: EnvironmentRef; hours?: number }
  | { action: 'wake'; ref: EnvironmentRef; hours?: number }
  | { action: 'renew'; ref: EnvironmentRef; days?: number }
  | { action: 'protect'; ref: EnvironmentRef; protect: boolean }
  | { action: 'redeploy'; ref: EnvironmentRef }
  | { action: 'delete'; ref: EnvironmentRef };

/**
 * What this plugin can ask of its backend.
 *
 * @public
 */
export interface EnvironmentsApi {
  /** Environments, again whenever something changes. */
  watchEnvironments(filter: EnvironmentsFilter): LiveSource<EnvironmentsView>;
  /** A component's pull requests and their previews, again whenever something changes. */
  watchPreviews(entityRef: string): LiveSource<PreviewsView>;
  /** What a form for a new sandbox may offer. */
  getSandboxOptions(signal?: AbortSignal): Promise<SandboxOptions>;
  /** What a change would do; writes nothing. */
  plan(
    change: EnvironmentChange,
    signal?: AbortSignal,
  ): Promise<EnvironmentPlan>;
  /** Carries a reviewed change out. A new sandbox needs no reason. */
  apply(
    change: EnvironmentChange,
    confirmation: Confirmation,
  ): Promise<EnvironmentResult>;
}

/** @public */
export const environmentsApiRef = createApiRef<EnvironmentsApi>({
  id: 'plugin.environments.service',
});
