/**
 * Form fields for golden paths, a card for what they made, and a page that tells what
 * came of them.
 *
 * @packageDocumentation
 */
export {
  EntityGoldenPathCard,
  FairwayEnvironmentVariablesFieldExtension,
  FairwayHostFieldExtension,
  FairwayImageFieldExtension,
  FairwayNamespaceFieldExtension,
  FairwayPreflightFieldExtension,
  FairwayRepositoryFieldExtension,
  FairwayResourcesFieldExtension,
  FairwayRunFieldExtension,
  FairwayScheduleFieldExtension,
  GoldenPathsPage,
  goldenPathsPlugin,
} from './plugin';
export type { FieldNames } from './view/formParameters';
export { goldenPathsApiRef, type GoldenPathsApi } from './api/GoldenPathsApi';
export { GoldenPathsClient } from './api/GoldenPathsClient';
export { goldenPathsTranslationRef } from './translation';
