/**
 * What a component's catalog entity says about its previews. The repository
 * follows from Backstage's own `backstage.io/source-location`.
 *
 * @public
 */
export const PREVIEW_ANNOTATIONS = {
  /**
   * Folder of the manifests or of the Helm chart, from the root of the
   * repository, e.g. `deploy`. Without it a component gets no previews.
   */
  path: 'fairway.dev/preview-path',
  /** Tier of its previews; default: as configured. */
  tier: 'fairway.dev/preview-tier',
  /**
   * Values files of the chart, from the root of the repository, separated by
   * commas; later ones count more. The inner loop reads it as well.
   */
  helmValues: 'fairway.dev/helm-values',
} as const;

/**
 * Secret that a preview's pods may name to get a schema of their own on the
 * shared database. Its keys: `url`, `host`, `port`, `database`, `schema`,
 * `username`, `password`.
 *
 * @public
 */
export const PREVIEW_DATABASE_SECRET = 'fairway-database';
