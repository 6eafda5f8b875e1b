import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';

/**
 * Whether a pull request comes from another repository, or from one that is
 * gone: it is written by people who may not write here, so nothing of it is run.
 */
export function isFromFork({
  head,
  repository,
}: Pick<PullRequest, 'head' | 'repository'>): boolean {
  return head.repositoryId !== repository.id;
}
