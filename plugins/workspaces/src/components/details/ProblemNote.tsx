import type { WorkspaceView } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Note,
  TextWithTimes,
} from '@fairway-idp/backstage-plugin-fairway-react';

/** Why it does not start, and what to do about it. */
export function ProblemNote({
  view,
}: {
  view: Pick<WorkspaceView, 'problem' | 'state'>;
}) {
  const { problem, state } = view;
  if (!problem) {
    return null;
  }
  return (
    <Note
      tone={state === 'failed' ? 'bad' : 'warn'}
      role="status"
      title={problem.hint}
    >
      <TextWithTimes text={problem.message} />
    </Note>
  );
}
