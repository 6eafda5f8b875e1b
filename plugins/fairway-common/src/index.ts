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
export * from './permissions/goldenPaths';
export * from './quantities/exact';
export { quantityToNumber } from './quantities/quantity';
export * from './refs/environmentRef';
