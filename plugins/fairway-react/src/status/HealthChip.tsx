import type { Health } from '@fairway-idp/backstage-plugin-fairway-common';
import { toneOf } from './health';
import { ToneChip } from './ToneChip';

/**
 * The health of something, as a sign and a word.
 *
 * @public
 */
export function HealthChip(props: {
  health: Health;
  /** One word for why, shown beside it. */
  reason?: string;
  /** How many there are of that health, shown before it. */
  count?: number;
}) {
  const { health, reason, count } = props;
  return (
    <ToneChip tone={toneOf(health)}>
      {count !== undefined && `${count} `}
      {health}
      {reason && reason !== health && ` · ${reason}`}
    </ToneChip>
  );
}
