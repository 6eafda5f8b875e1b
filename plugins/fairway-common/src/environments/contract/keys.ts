/**
 * The keys of the environment contract. What can be asked for by a selector or
 * an admission policy is a label; what does not fit a label is an annotation.
 *
 * @public
 */
export const ENVIRONMENT_LABELS = {
  /** `true`; the mark without which Fairway touches no namespace. */
  managed: 'fairway.dev/managed',
  /** Which portal manages it: two portals may share a cluster. */
  instance: 'fairway.dev/instance',
  /** One of {@link ENVIRONMENT_KINDS}. */
  kind: 'fairway.dev/kind',
  /** One of {@link ENVIRONMENT_TIERS}. */
  tier: 'fairway.dev/tier',
  /** `true` on an environment that no loop may delete. */
  protected: 'fairway.dev/protected',
  /**
   * Id of the sleep that it is in, on the namespace. The one mark for sleeper,
   * cleaner, cost and UI alike.
   */
  asleep: 'fairway.dev/asleep',
  /** For permission policies: environments are always `dev`. */
  stage: 'fairway.dev/stage',
} as const;

/**
 * What does not fit a label, beside {@link ENVIRONMENT_LABELS}.
 *
 * @public
 */
export const ENVIRONMENT_ANNOTATIONS = {
  /** Entity reference of the user or group that is warned and may decide. */
  owner: 'fairway.dev/owner',
  /** What its owner calls it. */
  title: 'fairway.dev/title',
  /** Entity reference of the component that it is for. */
  entity: 'fairway.dev/entity',
  /** JSON, see `EnvironmentSource`. */
  source: 'fairway.dev/source',
  /** Entity reference of the user who asked for it. */
  createdBy: 'fairway.dev/created-by',
  /** RFC 3339 in UTC. Without it the environment never expires. */
  expiresAt: 'fairway.dev/expires-at',
  /** When it shall be awake, e.g. `Mon-Fri 08:00-18:00 Europe/Berlin`. */
  schedule: 'fairway.dev/schedule',
  /** What a person wants instead of the schedule, e.g. `awake until 2026-…Z`. */
  override: 'fairway.dev/override',
  /** Who protects it and why, as JSON. */
  protection: 'fairway.dev/protection',
  /** Fingerprint of the guard rails that were applied completely. */
  guardRails: 'fairway.dev/guard-rails',
} as const;

/** What an environment is for. @public */
export const ENVIRONMENT_KINDS = ['preview', 'sandbox', 'workspace'] as const;

/** One of {@link ENVIRONMENT_KINDS}. @public */
export type EnvironmentKind = (typeof ENVIRONMENT_KINDS)[number];

/** How much an environment may use: small, medium or large. @public */
export const ENVIRONMENT_TIERS = ['s', 'm', 'l'] as const;

/** One of {@link ENVIRONMENT_TIERS}. @public */
export type EnvironmentTier = (typeof ENVIRONMENT_TIERS)[number];
