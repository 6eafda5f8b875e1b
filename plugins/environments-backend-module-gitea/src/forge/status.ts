import type {
  CommitState,
  CommitStatus,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { GiteaStatus } from '../client/schema';

/** Longer ones are cut in Gitea's own pages. */
const LONGEST_DESCRIPTION = 140;

/** As Gitea itself counts them when it sums up a commit. */
const STATES: Record<GiteaStatus['status'], CommitState> = {
  pending: 'pending',
  success: 'success',
  skipped: 'success',
  failure: 'failure',
  warning: 'failure',
  error: 'error',
};

export function toCommitStatus(found: GiteaStatus): CommitStatus {
  const { context, status, description, target_url: targetUrl } = found;
  return {
    context,
    state: STATES[status],
    description,
    ...(targetUrl && { targetUrl }),
  };
}

/** What is posted: with a description that fits, an ellipsis where it was cut. */
export function fitted(status: CommitStatus): CommitStatus {
  const characters = [...status.description];
  return characters.length <= LONGEST_DESCRIPTION
    ? status
    : {
        ...status,
        description: `${characters
          .slice(0, LONGEST_DESCRIPTION - 1)
          .join('')}…`,
      };
}

export function isSame(one: CommitStatus, other: CommitStatus): boolean {
  return (
    one.state === other.state &&
    one.description === other.description &&
    (one.targetUrl ?? '') === (other.targetUrl ?? '')
  );
}
