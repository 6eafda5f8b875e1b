import type {
  Campaign,
  CampaignItem,
} from '@fairway-idp/backstage-plugin-fairway-common';

const MINUTE = 60_000;

/**
 * Whose turn it is in a campaign: nobody's if it does not run, or has begun as
 * many as it may within the last minute; `done` when nobody waits.
 */
export function nextItem(
  { state, items, perMinute }: Campaign,
  now: Date,
): CampaignItem | 'done' | undefined {
  if (state !== 'running') {
    return undefined;
  }
  const waiting = items.find(item => item.state === 'waiting');
  if (!waiting) {
    return 'done';
  }
  const since = now.getTime() - MINUTE;
  const begun = items.filter(({ at }) => at && Date.parse(at) > since).length;
  return begun < perMinute ? waiting : undefined;
}
