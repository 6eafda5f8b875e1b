const PREFIX = 'fairway/golden-path-';

/** The branch of the upgrade to a version; `attempt` from 1 on. */
export function branchOf(version: string, attempt = 1): string {
  // Neither `..` nor `.lock` at the end: Git takes no such name.
  const safe = version
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|(\.lock|[.-])+$/g, '');
  return `${PREFIX}${safe.slice(0, 80) || 'next'}${
    attempt === 1 ? '' : `_${attempt}`
  }`;
}

/** Whether a branch is of the upgrade to a version, whichever attempt. */
export function isBranchOf(branch: string, version: string): boolean {
  const first = branchOf(version);
  return (
    branch === first ||
    (branch.startsWith(first) && /^_\d+$/.test(branch.slice(first.length)))
  );
}

/** Whether a branch is of an upgrade, to whichever version. */
export function isUpgradeBranch(branch: string): boolean {
  return branch.startsWith(PREFIX);
}
