/**
 * Renders, checks, applies and waits for the objects of a golden path, as a
 * person.
 *
 * @packageDocumentation
 */
export {
  ObjectRenderer,
  PACKAGINGS,
  type Packaging,
  type RenderRequest,
} from './render/ObjectRenderer';
export type { Dependency } from './domain/preflight/facts';
export { inOrder } from './domain/preflight/finding';
export { dependencyAt } from './domain/preflight/dependencyAt';
export { isFilledIn, sketch, type SketchOptions } from './domain/sketch/sketch';
export { isPassing } from './domain/passing';
export { isUrl, placesRead, recordsFirst } from './domain/template/placesRead';
export {
  misversionOf,
  RECORD_ACTION,
  versionOf,
  type TemplateStep,
  type TemplateSteps,
} from './domain/template/recordStep';
export {
  Applier,
  type AppliedObject,
  type ApplyRequest,
} from './service/Applier';
export {
  Leftovers,
  type Leftover,
  type LeftoversQuestion,
} from './service/Leftovers';
export {
  publish,
  requireFree,
  type Publication,
} from './service/forge/publish';
export { Publishers, type InstalledActions } from './service/forge/Publishers';
export { Repositories } from './service/forge/Repositories';
export { Repository } from './service/forge/Repository';
export { forgeProblem } from './domain/publish/forgeProblem';
export type { FoundRepository, Run } from './domain/publish/publication';
export type { RepositoryPlace } from './domain/publish/repoUrl';
export {
  comesFrom,
  Names,
  originOf,
  type NamesQuestion,
} from './service/Names';
export { inTime } from './service/inTime';
export { Namespaces, type NamespaceRequest } from './service/Namespaces';
export { People, type PersonAt } from './service/People';
export { Places } from './service/Places';
export { Preflight, type PreflightRequest } from './service/Preflight';
export { StagedPreflight, type LaterRequest } from './service/StagedPreflight';
export {
  readGoldenPathSettings,
  type GoldenPathSettings,
} from './service/settings';
export {
  TemplateFolders,
  type TemplateFile,
  type TemplateFolder,
} from './service/TemplateFolders';
export { Waiter, type WaitRequest, type WaitResult } from './service/Waiter';
