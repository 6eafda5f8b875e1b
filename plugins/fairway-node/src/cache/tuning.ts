/**
 * The times of the cache. The defaults suit clusters of any size; tests are in
 * more of a hurry.
 *
 * @internal
 */
export interface CacheTuning {
  /** How long a kind is kept after its last viewer has gone. */
  lingerMs: number;
  /** Least time between two calls of a listener. */
  coalesceMs: number;
  /** For one page of a list, and for a watch to begin. */
  listTimeoutMs: number;
  /** How long the server keeps a watch open, about. */
  watchSeconds: number;
  /** Bookmarks come about once a minute: silence longer than that is a dead connection. */
  silenceMs: number;
  backoff: { baseMs: number; maxMs: number };
  /** After 403 and 404, which mend themselves only when somebody acts. */
  refusedRetryMs: number;
}

/** @internal */
export const DEFAULT_TUNING: CacheTuning = {
  lingerMs: 60_000,
  coalesceMs: 100,
  listTimeoutMs: 10_000,
  watchSeconds: 300,
  silenceMs: 90_000,
  backoff: { baseMs: 500, maxMs: 30_000 },
  refusedRetryMs: 60_000,
};
