import { useEffect, useState } from 'react';

/** What is known of an answer. */
export interface Answered<T> {
  value?: T;
  error?: Error;
  /** A newer answer is on its way; the older one is still there. */
  loading: boolean;
}

/**
 * Asks again whenever the question changes, after a pause in which it may change
 * on; an answer that is overtaken is dropped.
 *
 * @param question - as text; without one nothing is asked
 * @param pause - milliseconds
 */
export function useAnswer<T>(
  question: string | undefined,
  ask: (signal: AbortSignal) => Promise<T>,
  pause: number,
): Answered<T> {
  const [state, setState] = useState<Answered<T>>({ loading: false });
  useEffect(() => {
    if (question === undefined) {
      setState({ loading: false });
      return undefined;
    }
    const controller = new AbortController();
    setState(({ value }) => ({ value, loading: true }));
    const timer = setTimeout(() => {
      ask(controller.signal).then(
        value =>
          controller.signal.aborted || setState({ value, loading: false }),
        error =>
          controller.signal.aborted || setState({ error, loading: false }),
      );
    }, pause);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
    // The question says it all: `ask` is another function each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question, pause]);
  return state;
}
