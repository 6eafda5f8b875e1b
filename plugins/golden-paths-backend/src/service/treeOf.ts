import type { RepositoryFile } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Tree } from '../domain/merge/types';

/**
 * The files of a commit, as the merge takes them. Which are executable is left as
 * it is: a dry run of the scaffolder does not tell, and not every forge can say so.
 */
export function treeOf(files: readonly RepositoryFile[]): Tree {
  return new Map(files.map(({ path, content }) => [path, { content }]));
}
