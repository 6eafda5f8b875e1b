/**
 * Sandboxes and previews: a page of their own, and a tab on the catalog page of
 * a component.
 *
 * @packageDocumentation
 */
export {
  EntityEnvironmentsCard,
  EntityPreviewsContent,
  EnvironmentsPage,
  environmentsPlugin,
} from './plugin';
export { isPreviewsAvailable } from './entity/annotations';
export {
  environmentsApiRef,
  type EnvironmentChange,
  type EnvironmentsApi,
} from './api/EnvironmentsApi';
export { EnvironmentsClient } from './api/EnvironmentsClient';
export { environmentsTranslationRef } from './translation';
