import type { Connection } from './types';

/** The value of a stream and how its connection is doing. @public */
export interface LiveState<S> {
  value: S;
  connection: Connection;
}

/** What can happen to a stream. @public */
export type LiveEvent<T> =
  | { type: 'connecting'; at: number }
  | { type: 'open'; at: number }
  | { type: 'messages'; messages: T[]; at: number; ended: boolean }
  | { type: 'lost'; error?: Error; at: number }
  | { type: 'failed'; error: Error; at: number };

/** @public */
export function initialLiveState<S>(value: S, at: number): LiveState<S> {
  return { value, connection: { state: 'connecting', since: at } };
}

/**
 * Folds events of a stream. The value survives every loss: what was true a
 * moment ago is better than an empty page.
 */
export function foldLive<T, S>(
  fold: (value: S, message: T) => S,
): (state: LiveState<S>, event: LiveEvent<T>) => LiveState<S> {
  return (state, event) => ({
    value: valueAfter(fold, state.value, event),
    connection: connectionAfter(state.connection, event),
  });
}

function valueAfter<T, S>(
  fold: (value: S, message: T) => S,
  value: S,
  event: LiveEvent<T>,
): S {
  return event.type === 'messages' ? event.messages.reduce(fold, value) : value;
}

function connectionAfter<T>(
  before: Connection,
  event: LiveEvent<T>,
): Connection {
  const { lastMessageAt } = before;
  switch (event.type) {
    case 'connecting':
      return enter(
        before,
        {
          state: isFirst(before) ? 'connecting' : 'reconnecting',
          lastMessageAt,
          error: before.error,
        },
        event.at,
      );
    case 'open':
      return enter(before, { state: 'live', lastMessageAt }, event.at);
    case 'messages':
      return enter(
        before,
        { state: event.ended ? 'ended' : 'live', lastMessageAt: event.at },
        event.at,
      );
    case 'lost':
      return enter(
        before,
        {
          state: 'reconnecting',
          lastMessageAt,
          error: event.error ?? before.error,
        },
        event.at,
      );
    case 'failed':
      return enter(
        before,
        { state: 'failed', lastMessageAt, error: event.error },
        event.at,
      );
    default:
      return before;
  }
}

function isFirst({ state, lastMessageAt }: Connection): boolean {
  return lastMessageAt === undefined && state !== 'reconnecting';
}

/** `since` counts from the change into a state, not from each event in it. */
function enter(
  before: Connection,
  after: Omit<Connection, 'since'>,
  at: number,
): Connection {
  return {
    ...after,
    since: before.state === after.state ? before.since : at,
  };
}
