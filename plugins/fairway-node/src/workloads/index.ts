/**
 * What runs, judged from what the cluster says of it: trimmed facts, rollouts,
 * health with its reason, who manages it, and what it takes of a quota. Pure.
 *
 * @packageDocumentation
 */
export * from './health/containerTrouble';
export * from './health/health';
export * from './health/podHealth';
export * from './health/podStatus';
export * from './health/workloadHealth';
export * from './kinds/daemonSet';
export * from './kinds/deployment';
export * from './kinds/facts';
export * from './kinds/jobs';
export * from './kinds/others';
export * from './kinds/pod';
export * from './kinds/resourceTypes';
export * from './kinds/statefulSet';
export * from './managedBy/findManager';
export * from './quota/podDemand';
export * from './quota/scopes';
export * from './quota/surge';
export * from './rollout/rolloutStatus';
export type { CachedKind, Projection } from '../cache/types';
export type { ResourceType } from '../client/types';
