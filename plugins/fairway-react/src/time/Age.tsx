import { useState } from 'react';
import { ageTickMs, formatAge } from './formatAge';
import { useNow } from './useNow';

/**
 * How long ago something was, kept up to date; the full time stands in the
 * title.
 *
 * @public
 */
export function Age(props: { since: string | number }) {
  const at = new Date(props.since);
  const [start] = useState(() => Date.now());
  const tick = ageTickMs(start - at.getTime());
  const now = Math.max(useNow(tick), start);
  if (Number.isNaN(at.getTime())) {
    return <>–</>;
  }
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString()}>
      {formatAge(now - at.getTime())}
    </time>
  );
}
