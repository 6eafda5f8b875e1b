import type { Found } from './Finder';

/** How many workspaces somebody has, and how many of them run or shall run. */
export function countOf(
  all: readonly Found[],
  owner: string,
): { all: number; running: number } {
  const own = all.flatMap(found =>
    'facts' in found && found.sandbox.owner === owner ? [found.facts] : [],
  );
  return {
    all: own.length,
    running: own.filter(({ wanted }) => wanted === 'running').length,
  };
}
