import type {
  Health,
  PodView,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** How good a state is, which decides its icon and colour. @public */
export type Tone = 'ok' | 'progress' | 'paused' | 'warn' | 'bad' | 'unknown';

const TONES: Record<Health, Tone> = {
  Healthy: 'ok',
  Progressing: 'progress',
  Suspended: 'paused',
  Degraded: 'bad',
  Missing: 'bad',
  Unknown: 'unknown',
};

/** @public */
export function toneOf(health: Health): Tone {
  return TONES[health];
}

/** From worst to best, so that a summary tells the worst first. */
const WORST_FIRST: Health[] = [
  'Degraded',
  'Missing',
  'Unknown',
  'Progressing',
  'Suspended',
  'Healthy',
];

/**
 * How many of each health, the worst first, without those that do not occur.
 *
 * @public
 */
export function countHealth(
  healths: Health[],
): Array<{ health: Health; count: number }> {
  return WORST_FIRST.map(health => ({
    health,
    count: healths.filter(each => each === health).length,
  })).filter(({ count }) => count > 0);
}

/** The status of a pod and why, as one line of text. @public */
export function podLine(pod: Pick<PodView, 'status' | 'message'>): string {
  return pod.message ? `${pod.status}: ${pod.message}` : pod.status;
}
