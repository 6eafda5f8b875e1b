/**
 * What runs, on the catalog page of a service.
 *
 * @packageDocumentation
 */
export {
  EntityWorkloadsCard,
  EntityWorkloadsContent,
  workloadsPlugin,
} from './plugin';
export { isWorkloadsAvailable } from './entity/annotations';
export {
  workloadsApiRef,
  type Change,
  type LogRequest,
  type WorkloadsApi,
} from './api/WorkloadsApi';
export { WorkloadsClient } from './api/WorkloadsClient';
export { workloadsTranslationRef } from './translation';
