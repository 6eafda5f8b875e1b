import { ENVIRONMENT_LABELS } from '@fairway-idp/backstage-plugin-fairway-common';

/** Environments that go away with what they are for. */
const PASSING = new Set(['preview', 'workspace']);

/**
 * Whether a namespace goes away with what it is for, by its labels: nobody starts a
 * service in a preview or in somebody's workspace.
 *
 * @public
 */
export function isPassing(
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return PASSING.has(labels?.[ENVIRONMENT_LABELS.kind] ?? '');
}
