import type { Entity } from '@backstage/catalog-model';
import {
  PREVIEW_ANNOTATIONS,
  type PreviewsView,
  type PreviewView,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** As Git shows a commit in passing. */
export function shortCommit(sha: string): string {
  return sha.slice(0, 7);
}

/** Whether another commit is deployed than the newest one. */
export function isBehind({ commit, deployedCommit }: PreviewView): boolean {
  return deployedCommit !== undefined && deployedCommit !== commit;
}

/** These pass by themselves. */
export function isPending({ state }: PreviewView): boolean {
  return ['waiting', 'deploying', 'waking', 'deleting'].includes(state);
}

/** The newest pull request first. */
export function inOrder(previews: PreviewView[]): PreviewView[] {
  return [...previews].sort(
    (a, b) =>
      a.pullRequest.repository.localeCompare(b.pullRequest.repository) ||
      b.pullRequest.number - a.pullRequest.number,
  );
}

/** How many previews there really are: a pull request may have none yet. */
export function countPreviews({ previews }: PreviewsView): number {
  return previews.filter(({ environment }) => environment !== undefined).length;
}

/** What to add to the catalog file of a component that has no previews. */
export function annotationSnippet(entity: Entity): string {
  const lines = [
    'metadata:',
    `  name: ${entity.metadata.name}`,
    '  annotations:',
    `    ${PREVIEW_ANNOTATIONS.path}: deploy # folder of its manifests`,
  ];
  return `${lines.join('\n')}\n`;
}

/** What to do to see a preview, for a terminal. */
export const PULL_REQUEST_SNIPPET = [
  'git switch -c try-something',
  'git commit --all --message "Try something"',
  'git push --set-upstream origin try-something',
].join('\n');
