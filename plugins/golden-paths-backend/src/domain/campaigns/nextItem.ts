import type {
  Campaign,
  CampaignItem,
} from '@fairway-idp/backstage-plugin-fairway-common';

const MINUTE = 60_000;

/**
 * Whose turn it is in a campaign: nobody's if it does not run, waits for something that
 * did not answer, or has begun as many as it may within the last minute; `done` when
 * nobody waits. Whoever met an outage goes to the end of the line, so that what only
 * one repository does to us keeps no other from its turn.
 */
export function nextItem(
  { state, items, perMinute, waitsUntil = '' }: Campaign,
  now: Date,
): CampaignItem | 'done' | undefined {
  if (state !== 'running') {
    return undefined;
  }
  const [waiting] = items
    .filter(item => item.state === 'waiting')
    .sort((a, b) => (a.tries ?? 0) - (b.tries ?? 0));
  if (!waiting) {
    return 'done';
  }
  if (Date.parse(waitsUntil) > now.getTime()) {
    return undefined;
  }
  const since = now.getTime() - MINUTE;
  const begun = items.filter(({ at }) => at && Date.parse(at) > since).length;
  return begun < perMinute ? waiting : undefined;
}
