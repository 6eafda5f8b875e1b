/** A commit of a repository on the forge. */
export interface Commit {
  org: string;
  repo: string;
  sha: string;
}

/** A commit that a branch points to. */
export interface BranchHead extends Commit {
  branch: string;
}

/** The context of the status that the builder sets on a commit. */
export const BUILD_CONTEXT = 'ci/build';

/** The image of a commit. */
export const commitImage = (
  { org, repo, sha }: Commit,
  tag = sha.slice(0, 12),
) => `localhost/${org}/${repo}:${tag}`;

/** The branch whose newest image also has the branch's name. */
export const DEFAULT_BRANCH = 'main';
