/**
 * What people and administrators write on objects and namespaces for
 * housekeeping, beside the contract of environments.
 *
 * @public
 */
export const HOUSEKEEPING_LABELS = {
  /**
   * `true` on a namespace that is no environment: a cluster administrator lets
   * rules that name it clean inside. The portal's account cannot set it.
   */
  cleanable: 'fairway.dev/housekeeping',
  /** `true` on an object that no rule may delete. */
  protected: 'fairway.dev/protected',
} as const;

/** @public */
export const HOUSEKEEPING_ANNOTATIONS = {
  /** RFC 3339 in UTC: until when somebody wants to keep the object. */
  keepUntil: 'fairway.dev/keep-until',
  /** Entity reference of whoever renewed it last. */
  renewedBy: 'fairway.dev/renewed-by',
  /** Who protects it and why, as JSON. */
  protection: 'fairway.dev/protection',
} as const;
