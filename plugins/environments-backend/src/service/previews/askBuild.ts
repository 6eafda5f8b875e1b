import type { ForgeRepository } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Build } from '../../domain/preview/record/record';
import type { GuardedForge } from './GuardedForge';

/** What CI says of a commit by a status of this context. */
export async function askBuild(options: {
  forge: GuardedForge;
  repository: ForgeRepository;
  commit: string;
  context: string;
}): Promise<Build> {
  const { forge, repository, commit, context } = options;
  const statuses = await forge.listStatuses(repository, commit);
  const status = statuses.find(one => one.context === context);
  const short = commit.slice(0, 12);
  switch (status?.state) {
    case 'success':
      return { commit, state: 'ready', message: `${context} succeeded` };
    case 'failure':
    case 'error':
      return {
        commit,
        state: 'failed',
        message: `${context} of ${short} failed, so there is no image to run. Mend it, or run it again`,
      };
    default:
      return {
        commit,
        state: 'pending',
        message: `Waits for ${context} of ${short}, which makes the image`,
      };
  }
}
