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
