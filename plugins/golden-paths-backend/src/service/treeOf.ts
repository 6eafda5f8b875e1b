import type { RepositoryFile } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Tree } from '../domain/merge/types';

/** The files of a commit, as the merge takes them. */
export function treeOf(files: readonly RepositoryFile[]): Tree {
  return new Map(files.map(({ path, ...file }) => [path, file]));
}
