/**
 * Form fields for golden paths.
 *
 * @packageDocumentation
 */
export {
  FairwayEnvironmentVariablesFieldExtension,
  FairwayHostFieldExtension,
  FairwayImageFieldExtension,
  FairwayNamespaceFieldExtension,
  FairwayPreflightFieldExtension,
  FairwayRepositoryFieldExtension,
  FairwayResourcesFieldExtension,
  FairwayScheduleFieldExtension,
  goldenPathsPlugin,
} from './plugin';
export type { FieldNames } from './view/formParameters';
export { goldenPathsApiRef, type GoldenPathsApi } from './api/GoldenPathsApi';
export { GoldenPathsClient } from './api/GoldenPathsClient';
export { goldenPathsTranslationRef } from './translation';
