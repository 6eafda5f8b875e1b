/**
 * The keys of the workspace contract: what a workspace is and what happened to
 * it stands on its own object in the cluster (of the default driver: on its
 * Deployment), so that no database must be believed.
 *
 * @public
 */
export const WORKSPACE_LABELS = {
  /** Name of the workspace, on every object that belongs to it. */
  workspace: 'fairway.dev/workspace',
} as const;

/** What does not fit a label, beside {@link WORKSPACE_LABELS}. @public */
export const WORKSPACE_ANNOTATIONS = {
  /** What it is, as JSON: see `WorkspaceSpec`. Never changes. */
  spec: 'fairway.dev/workspace-spec',
  /** RFC 3339: when the start that goes on, or went well, was asked for. */
  startedAt: 'fairway.dev/started-at',
  /** RFC 3339: when it was ready for the first time. Its volume holds work since. */
  firstReadyAt: 'fairway.dev/first-ready-at',
  /** RFC 3339: when the start that was asked for last was through. */
  readyAt: 'fairway.dev/ready-at',
  /** Minutes without a signal after which it stops. */
  idleMinutes: 'fairway.dev/idle-minutes',
  /** RFC 3339: no idle stop before. */
  keepAwakeUntil: 'fairway.dev/keep-awake-until',
  /** The last sign of life, as JSON: when and what. */
  lastSignal: 'fairway.dev/last-signal',
  /** How it was stopped last, as JSON: when, by whom and why. */
  stopped: 'fairway.dev/stopped',
  /** Why the last start was given up, as JSON. */
  failed: 'fairway.dev/failed',
  /** Work that no remote has, as it was seen last, as JSON. */
  unpushed: 'fairway.dev/unpushed',
} as const;
