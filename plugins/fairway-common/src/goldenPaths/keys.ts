/**
 * What a golden path writes on the objects that it makes, so that a second run
 * knows its own from somebody else's.
 *
 * @public
 */
export const GOLDEN_PATH_ANNOTATIONS = {
  /** Id of the task that made it. */
  run: 'fairway.dev/golden-path-run',
  /** Entity reference of the person who started that task. */
  createdBy: 'fairway.dev/created-by',
} as const;

/** Field manager of what a golden path applies. @public */
export const GOLDEN_PATH_FIELD_MANAGER = 'fairway-golden-path';

/**
 * What the catalog entity of a component says of the template that made it.
 *
 * @public
 */
export const GOLDEN_PATH_ENTITY_ANNOTATIONS = {
  /** Entity reference of the template. */
  template: 'fairway.dev/golden-path',
  version: 'fairway.dev/golden-path-version',
} as const;

/** Where a repository says how it was made. @public */
export const GOLDEN_PATH_RECORD_FILE = '.fairway/golden-path.yaml';
