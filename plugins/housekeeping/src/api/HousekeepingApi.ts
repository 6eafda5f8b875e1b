import { createApiRef } from '@backstage/core-plugin-api';
import type {
  CapacityView,
  CleanableRef,
  Confirmation,
  FindingsView,
  HealthFactsView,
  HousekeepingPlan,
  HousekeepingResult,
  HousekeepingRoutes,
  RouteInput,
  RulesView,
  RunPlan,
  RunResult,
  WhatIf,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { LiveSource } from '@fairway-idp/backstage-plugin-fairway-react';

/** What shall happen to an object that a rule found. @public */
export type ObjectChange =
  | { action: 'renew'; ref: CleanableRef; days?: number }
  | { action: 'protect'; ref: CleanableRef; protect: boolean }
  | { action: 'delete'; ref: CleanableRef };

/** Which findings; what is left out has a default. @public */
export type FindingsWish = RouteInput<HousekeepingRoutes['watchFindings']>;

/** Which facts about workloads. @public */
export type FactsWish = RouteInput<HousekeepingRoutes['watchHealthFacts']>;

/** Which clusters and what time. @public */
export type CapacityWish = RouteInput<HousekeepingRoutes['watchCapacity']>;

/** What a dry run supposes. @public */
export type WhatIfWish = RouteInput<HousekeepingRoutes['whatIf']>;

/** Which pass. @public */
export type RunWish = RouteInput<HousekeepingRoutes['planRun']>;

/**
 * What this plugin can ask of its backend.
 *
 * @public
 */
export interface HousekeepingApi {
  /** What the rules find, again whenever something changes. */
  watchFindings(wish: FindingsWish): LiveSource<FindingsView>;
  /** What workloads lack, again whenever something changes. */
  watchHealthFacts(wish: FactsWish): LiveSource<HealthFactsView>;
  /** What nodes have and what is asked of them, again with each sample. */
  watchCapacity(wish: CapacityWish): LiveSource<CapacityView>;
  /** The rules, and how long a renewal may last. */
  getRules(signal?: AbortSignal): Promise<RulesView>;
  /** What a change would do; writes nothing. */
  plan(change: ObjectChange, signal?: AbortSignal): Promise<HousekeepingPlan>;
  /** Carries a reviewed change out. */
  apply(
    change: ObjectChange,
    confirmation: Confirmation,
  ): Promise<HousekeepingResult>;
  /** A dry run: what would be deleted, and why all else would not. */
  whatIf(wish: WhatIfWish, signal?: AbortSignal): Promise<WhatIf>;
  /** The same, object by object, as lines of JSON. */
  exportWhatIf(wish: WhatIfWish): Promise<string>;
  /** What a pass would do now; writes nothing. */
  planRun(wish: RunWish, signal?: AbortSignal): Promise<RunPlan>;
  /** Has a pass run now. */
  run(wish: RunWish, confirmation: Confirmation): Promise<RunResult>;
  /** The whole ledger of deletions, as lines of JSON, the oldest first. */
  exportLedger(signal?: AbortSignal): Promise<string>;
}

/** @public */
export const housekeepingApiRef = createApiRef<HousekeepingApi>({
  id: 'plugin.housekeeping.service',
});
