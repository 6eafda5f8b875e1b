/**
 * The vocabulary of the previews' planner. A *reading* is what the forge said
 * of a pull request, a *sight* what the cluster said of the namespace, a
 * *target* what shall be there, a *step* one thing to do; after each step all is
 * looked at anew.
 */
import type { PreviewEnvironment } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Delivered } from '../deliver/delivered';

/** What the forge said; whatever kept it from saying is no proof of anything. */
export type Reading =
  | { state: 'known'; pullRequest: PullRequest; readAt: string }
  | { state: 'unknown'; why: string };

/** A preview's namespace. */
export type Sight =
  /** The API server said 404. */
  | { state: 'absent' }
  | { state: 'unknown'; why: string }
  /** There is one of that name that is not ours, or not to be understood. */
  | { state: 'foreign'; uid: string; why: string }
  | {
      state: 'present';
      uid: string;
      resourceVersion: string;
      deletingSince?: string;
      environment: PreviewEnvironment;
      delivered?: Delivered;
    };

/** What shall be there, or why nothing is made. */
export type Target =
  | { state: 'wanted'; fingerprint: string; waitForStatus?: string }
  | { state: 'unwanted'; why: string };

/** One thing to do. */
export type PreviewStep =
  /** The namespace, with its contract. */
  | { step: 'create'; why: string }
  /** The namespace shall show another commit. */
  | { step: 'aim'; why: string }
  | { step: 'guard'; why: string }
  /** Ask CI whether the image is there. */
  | { step: 'ask-build'; context: string; why: string }
  | { step: 'wake'; why: string }
  | { step: 'deliver'; fingerprint: string; why: string }
  | { step: 'delete'; uid: string; evidence: string[]; why: string }
  /** Write down that the namespace is gone. */
  | {
      step: 'note-gone';
      tombstone?: { commit: string; why: string };
      why: string;
    }
  | { step: 'drop-database'; why: string }
  /** Tell people for the last time, and forget it. */
  | { step: 'part'; why: string };

/** What to do next, and why; no step if nothing is to be done now. */
export interface PreviewPlan {
  step?: PreviewStep;
  why: string;
  /** When to look again although nothing happens, RFC 3339. */
  until?: string;
}
