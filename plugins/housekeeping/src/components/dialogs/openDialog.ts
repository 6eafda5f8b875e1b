import type { CleanupFinding } from '@fairway-idp/backstage-plugin-fairway-common';

/** What can be done with an object that a rule found. */
export type Verb = 'renew' | 'protect' | 'delete';

/** Which dialog is open, and for what. */
export type OpenDialog =
  | { verb: Verb; finding: CleanupFinding }
  | { verb: 'run' }
  | { verb: 'whatIf' };
