/**
 * What is kept of a preview beside what stands on its namespace: the last look
 * at its pull request, what was told to people, and what must be finished. Lose
 * it, and nothing is deleted that should not be.
 */
import type { EnvironmentTier } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';

/** What makes a preview this one and no other. */
export interface PreviewKey {
  /** Of the Git forge. */
  host: string;
  /** The forge's own id. */
  repositoryId: string;
  /** Of the pull request. */
  number: number;
}

/** Why a delivery did not work out. */
export interface Failure {
  /** See `Target`: another one is tried at once. */
  target: string;
  message: string;
  /** The same would come of the same files: not tried again. */
  permanent: boolean;
  /** Of the last attempt, RFC 3339. */
  at: string;
  /** Attempts in a row. */
  count: number;
}

/** What CI says of a commit's image. */
export interface Build {
  commit: string;
  state: 'ready' | 'pending' | 'failed';
  message: string;
}

/** @see ./record */
export interface PreviewRecord {
  key: PreviewKey;
  /** Of the environment; made once, and kept if the repository is renamed. */
  name: string;
  cluster: string;
  /** Full name, e.g. `shop/storefront`. */
  repository: string;
  /** Entity reference of the component. */
  entity?: string;
  /** Entity reference; whose it is also while there is no namespace. */
  owner: string;
  tier: EnvironmentTier;
  /** As it was read last. */
  pullRequest?: PullRequest;
  /** When that reading began, RFC 3339. */
  readAt?: string;
  /** Why it could not be read since. */
  unread?: string;
  /** UID of the namespace, since it was seen. */
  uid?: string;
  /** Commit that the namespace was to show when it was seen last. */
  shown?: string;
  /** Since when it is being deleted, as far as that was seen, RFC 3339. */
  going?: string;
  /** UID of the namespace that we deleted because the pull request was closed. */
  ended?: string;
  /** The commit whose preview was deleted while the pull request was open. */
  tombstone?: { commit: string; why: string };
  /** UID of the namespace that may have a schema on the shared database. */
  databaseOf?: string;
  /** When a person asked to deploy it again, RFC 3339. */
  again?: string;
  build?: Build;
  failure?: Failure;
  /** Why something that must be finished could not be, e.g. a schema be dropped. */
  trouble?: string;
  /** What a person should know of what was delivered. */
  notes?: { commit: string; messages: string[] };
  /** What people were told last. */
  told: {
    comment?: { id: string; print: string };
    status?: { commit: string; print: string };
    /** Why they could not be told. */
    problem?: string;
  };
}

/** One text for a key, e.g. for maps. */
export function keyText({ host, repositoryId, number }: PreviewKey): string {
  return JSON.stringify([host, repositoryId, number]);
}
