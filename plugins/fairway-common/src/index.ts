/**
 * The words that every Fairway plugin shares.
 *
 * @packageDocumentation
 */
export * from './refs/workloadRef';
export * from './permissions/workloads';
export * from './wire/route';
export * from './wire/client';
export * from './wire/openApi';
export * from './workloads/view';
export * from './workloads/changes';
export * from './workloads/routes';
export * from './environments/contract/environment';
export * from './environments/contract/keys';
export * from './environments/contract/names';
export * from './environments/contract/read';
export * from './environments/contract/write';
export * from './environments/schedule/awake';
export * from './environments/schedule/override';
export {
  awakeShare,
  formatSchedule,
  parseSchedule,
  WEEKDAYS,
} from './environments/schedule/schedule';
export type {
  Schedule,
  Weekday,
  ScheduleWindow,
} from './environments/schedule/schedule';
export * from './environments/wire/changes';
export * from './environments/wire/ledger';
export * from './environments/preview/annotations';
export * from './environments/wire/previews';
export * from './environments/wire/routes';
export * from './environments/wire/view';
export * from './goldenPaths';
export * from './permissions/environments';
export * from './permissions/housekeeping';
export * from './permissions/goldenPaths';
export * from './quantities/exact';
export { quantityToNumber } from './quantities/quantity';
export * from './refs/environmentRef';
export * from './permissions/workspaces';
export * from './refs/workspaceRef';
export * from './workspaces/wire/changes';
export * from './workspaces/wire/connect';
export * from './workspaces/wire/innerLoop';
export * from './workspaces/wire/options';
export * from './workspaces/wire/routes';
export * from './workspaces/wire/streams';
export * from './workspaces/wire/view';
export * from './refs/housekeepingRef';
export * from './housekeeping/capacity';
export * from './housekeeping/changes';
export * from './housekeeping/facts';
export * from './housekeeping/findings';
export * from './housekeeping/keys';
export * from './housekeeping/routes';
export * from './housekeeping/rules';
export * from './refs/registeredSource';
export * from './refs/sourceOf';
export * from './workspaces/contract/keys';
export * from './workspaces/contract/read';
export {
  workspaceFailureSchema,
  workspaceSignalSchema,
  workspaceSpecSchema,
  workspaceStopSchema,
  type WorkspaceFailure,
  type WorkspaceRecord,
  type WorkspaceRecordPatch,
  type WorkspaceSignal,
  type WorkspaceSpec,
  type WorkspaceStop,
} from './workspaces/contract/record';
export * from './workspaces/contract/workspaceName';
