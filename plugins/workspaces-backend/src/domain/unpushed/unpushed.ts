import type { UnpushedWork } from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * Counts, in the folder that is its argument, what no remote has. The folder is
 * an argument, not text of the script: nothing in its name is run.
 */
export function unpushedCommand(folder: string): string[] {
  return [
    '/bin/sh',
    '-c',
    `cd -- "$1" || exit 3
git rev-parse --git-dir >/dev/null || exit 4
echo "changes $(git -c core.fsmonitor=false status --porcelain | wc -l)"
echo "commits $(git rev-list --count HEAD --branches --not --remotes)"
echo "stashes $(git stash list | wc -l)"
echo end`,
    'fairway',
    folder,
  ];
}

/** @returns undefined if it could not be found out */
export function readUnpushed(
  result: { stdout: string; exitCode?: number },
  now: Date,
): UnpushedWork | undefined {
  const numbers = new Map(
    result.stdout
      .split('\n')
      .map(line => line.trim().split(/\s+/))
      .map(([key, value]) => [key, Number(value)]),
  );
  const [changes, commits, stashes] = ['changes', 'commits', 'stashes'].map(
    key => numbers.get(key),
  );
  const complete =
    result.exitCode === 0 &&
    numbers.has('end') &&
    [changes, commits, stashes].every(Number.isSafeInteger);
  return complete
    ? {
        checkedAt: now.toISOString(),
        changes: changes!,
        commits: commits!,
        stashes: stashes!,
      }
    : undefined;
}

/** In words; undefined if all is pushed. */
export function describeUnpushed(work: UnpushedWork): string | undefined {
  const parts = [
    count(
      work.changes,
      'changed file that is not committed',
      'changed files that are not committed',
    ),
    count(
      work.commits,
      'commit that no remote has',
      'commits that no remote has',
    ),
    count(work.stashes, 'stash', 'stashes'),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : undefined;
}

function count(n: number, one: string, many: string): string {
  return n === 0 ? '' : `${n} ${n === 1 ? one : many}`;
}
