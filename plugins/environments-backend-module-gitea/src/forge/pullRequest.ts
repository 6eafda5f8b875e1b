import {
  ForgeError,
  type ForgeRepository,
  type PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { GiteaPullRequest } from '../client/schema';

/**
 * Gitea's pull request as ours.
 *
 * @throws ForgeError `not-found` if it is of another repository, which has the
 *   name now: nothing may be concluded from its state
 */
export function toPullRequest(
  { id, fullName }: Pick<ForgeRepository, 'id' | 'fullName'>,
  found: GiteaPullRequest,
): PullRequest {
  if (`${found.base.repo_id}` !== id) {
    throw new ForgeError(
      `${fullName} is another repository than it was (id ${found.base.repo_id}, not ${id})`,
      'not-found',
    );
  }
  return {
    repository: { id, fullName },
    number: found.number,
    title: found.title,
    url: found.html_url,
    author: found.user?.login ?? '',
    state: found.state,
    merged: found.merged,
    draft: found.draft ?? false,
    head: {
      commit: found.head.sha,
      branch: found.head.ref,
      ...(isOfARepository(found) && { repositoryId: `${found.head.repo_id}` }),
    },
    base: { branch: found.base.ref },
    updatedAt: found.updated_at,
    ...(found.closed_at && { closedAt: found.closed_at }),
  };
}

/**
 * Not where the fork is gone (-1), and not by AGit: there Gitea names the
 * repository itself, but whoever may read it can push to `refs/for/…`, so it is
 * as much a stranger's as a fork.
 */
function isOfARepository({ head }: GiteaPullRequest): boolean {
  return head.repo_id > 0 && head.label !== '';
}
