import type { Distance } from './changelog';

/** e.g. `2 versions behind: probes, base image`. */
export function behindInWords({ behind, changes }: Distance): string {
  const what = [...new Set(changes.flatMap(one => one.changes))].join(', ');
  const count =
    behind === undefined
      ? 'behind its golden path'
      : `${behind} ${behind === 1 ? 'version' : 'versions'} behind`;
  return what ? `${count}: ${what}` : count;
}
