import type {
  GoldenPathStatus,
  GoldenPathVersion,
  UpgradePlan,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** Files and conflicts that are named before they are counted. */
export const NAMED = 12;

/** Whether it is at another version than its template: a pull request can bring it there. */
export function isToBeBrought({
  state,
}: Pick<GoldenPathStatus, 'state'>): boolean {
  return state === 'behind' || state === 'ahead' || state === 'pull-request';
}

/** What versions changed, the oldest first, each thing once. */
export function changesInWords(versions: readonly GoldenPathVersion[]): string {
  const all = [...versions].reverse().flatMap(({ changes }) => changes);
  return [...new Set(all)].join(', ');
}

/** What a plan names, the gravest first, and how many it does not. */
export function linesOf({ conflicts, files }: UpgradePlan): {
  conflicts: UpgradePlan['conflicts'];
  files: UpgradePlan['files'];
  more: number;
} {
  const shown = {
    conflicts: conflicts.slice(0, NAMED),
    files: files.slice(0, NAMED),
  };
  return {
    ...shown,
    more:
      conflicts.length +
      files.length -
      shown.conflicts.length -
      shown.files.length,
  };
}
