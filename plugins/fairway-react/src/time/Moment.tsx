import { Fragment, useState } from 'react';
import {
  formatMoment,
  formatRelative,
  relativeTickMs,
  splitAtTimes,
} from './formatMoment';
import { useNow } from './useNow';

/**
 * How far away a moment is, kept up to date: `in 3 days`. The full time stands
 * in the title.
 *
 * @public
 */
export function RelativeTime(props: { at: string }) {
  const at = new Date(props.at);
  const [start] = useState(() => Date.now());
  const now = Math.max(useNow(relativeTickMs(at.getTime() - start)), start);
  if (Number.isNaN(at.getTime())) {
    return <>–</>;
  }
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString()}>
      {formatRelative(at.getTime() - now)}
    </time>
  );
}

/**
 * A moment by the reader's clock: `Mon, Dec 7, 08:00`.
 *
 * @public
 */
export function Moment(props: { at: string }) {
  const at = new Date(props.at);
  if (Number.isNaN(at.getTime())) {
    return <>–</>;
  }
  return (
    <time dateTime={at.toISOString()} title={at.toISOString()}>
      {formatMoment(at)}
    </time>
  );
}

/**
 * A sentence of a backend, its timestamps by the reader's clock.
 *
 * @public
 */
export function TextWithTimes(props: { text: string }) {
  return (
    <>
      {splitAtTimes(props.text).map((part, i) => (
        <Fragment key={i}>{i % 2 === 1 ? <Moment at={part} /> : part}</Fragment>
      ))}
    </>
  );
}
