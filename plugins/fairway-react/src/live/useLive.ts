import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { foldLive, initialLiveState, LiveEvent, LiveState } from './liveState';
import { keepLive, type Visibility } from './keepLive';
import type { LiveSource } from './types';

/** @public */
export interface LiveFold<T, S> {
  initial: S;
  /** Adds a message; must be pure. */
  fold(value: S, message: T): S;
  /** This message is the last one: do not connect again. */
  isEnd?(message: T): boolean;
  /**
   * Stays open while the tab is hidden, for what would be lost otherwise.
   * @defaultValue false
   */
  whileHidden?: boolean;
}

/** What a live hook returns. @public */
export interface LiveResult<S> extends LiveState<S> {
  /** Opens the stream at once, also after it failed. */
  retry(): void;
}

const ALWAYS_VISIBLE: Visibility = {
  hidden: false,
  addEventListener: () => {},
  removeEventListener: () => {},
};

type Action<T, S> =
  | { type: 'reset'; initial: S; at: number }
  | { type: 'event'; event: LiveEvent<T> };

/**
 * The messages of a stream, folded into one value. `source` may be a new
 * object at each render: its `key` says whether it is another stream. No
 * stream is open while `source` is undefined.
 *
 * @public
 */
export function useLiveFold<T, S>(
  source: LiveSource<T> | undefined,
  folding: LiveFold<T, S>,
): LiveResult<S> {
  const latest = useRef({ source, folding });
  latest.current = { source, folding };
  const [attempt, setAttempt] = useState(0);
  const [state, dispatch] = useReducer(
    (before: LiveState<S>, action: Action<T, S>) =>
      action.type === 'reset'
        ? initialLiveState(action.initial, action.at)
        : foldLive(folding.fold)(before, action.event),
    undefined,
    () => initialLiveState(folding.initial, Date.now()),
  );
  const key = source?.key;
  const openedKey = useRef(key);

  useEffect(() => {
    const { source: current, folding: options } = latest.current;
    if (openedKey.current !== key) {
      openedKey.current = key;
      dispatch({ type: 'reset', initial: options.initial, at: Date.now() });
    }
    if (!current) {
      return undefined;
    }
    const stop = new AbortController();
    void keepLive({
      source: current,
      isEnd: options.isEnd,
      visibility: options.whileHidden ? ALWAYS_VISIBLE : undefined,
      signal: stop.signal,
      onEvent: event => {
        if (!stop.signal.aborted) {
          dispatch({ type: 'event', event });
        }
      },
    });
    return () => stop.abort();
  }, [key, attempt]);

  const retry = useCallback(() => setAttempt(n => n + 1), []);
  return { ...state, retry };
}

const LATEST = {
  initial: undefined,
  fold: (_: unknown, message: unknown) => message,
};

/**
 * The latest message of a stream, and how its connection is doing.
 *
 * @public
 */
export function useLive<T>(
  source: LiveSource<T> | undefined,
): LiveResult<T | undefined> {
  return useLiveFold(source, LATEST as LiveFold<T, T | undefined>);
}
