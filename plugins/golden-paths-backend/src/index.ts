/**
 * Tells the form of a golden path what fits, keeps what was made up to date with
 * its template, and tells what came of it.
 *
 * @packageDocumentation
 */
export { goldenPathsPlugin as default } from './plugin';
export {
  goldenPathComponentPermissionResourceRef,
  type GoldenPathComponentFilter,
  type GoldenPathComponentResource,
} from './permissions/resource';
export {
  createGoldenPathComponentConditionalDecision,
  goldenPathComponentConditions,
} from './permissions/rules';
