import { ClusterConnection } from '../client/connection';
import { errorFromStatus, StatusLike } from '../client/errors';
import { readLines } from '../client/readLines';
import type { Timers } from './timers';

/** A line of a watch, as the API server sends it. @internal */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: {
    metadata: { namespace?: string; name: string; resourceVersion: string };
  };
}

/** @internal */
export interface WatchOptions {
  path: string;
  resourceVersion: string;
  /** Asked of the server: it ends the watch by itself after that. */
  serverTimeoutSeconds: number;
  /** Without event or bookmark for so long, the connection counts as dead. */
  silenceMs: number;
  connectTimeoutMs: number;
  signal: AbortSignal;
  timers: Timers;
  /** The server took the watch, though nothing may have happened yet. */
  onOpen?: () => void;
}

/** Larger than any object that etcd takes, even with all its escapes. */
const MAX_EVENT = 32 * 1024 * 1024;

/** The watch said nothing for too long. @internal */
export class SilentWatchError extends Error {
  readonly name = 'SilentWatchError';
}

/**
 * The events of one watch, until the server ends it. Answers begin at once
 * (the API server sends headers before the first event), so there is a time-out
 * for them too.
 *
 * @internal
 * @throws KubernetesApiError (410: relist), ClusterUnreachableError, SilentWatchError
 */
export async function* watchEvents(
  connection: ClusterConnection,
  options: WatchOptions,
): AsyncGenerator<WatchEvent, void> {
  const { signal, silenceMs, timers } = options;
  const silence = new AbortController();
  const stop = () => silence.abort(signal.reason);
  signal.addEventListener('abort', stop);
  if (signal.aborted) {
    stop();
  }
  let cancel = () => {};
  const restart = () => {
    cancel();
    cancel = timers.after(silenceMs, () => {
      silence.abort(
        new SilentWatchError(`nothing was heard of it for ${silenceMs} ms`),
      );
    });
  };
  try {
    restart();
    const chunks = connection.stream({
      method: 'GET',
      path: options.path,
      query: {
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion: options.resourceVersion,
        timeoutSeconds: options.serverTimeoutSeconds,
      },
      timeout: options.connectTimeoutMs,
      signal: silence.signal,
      onOpen: options.onOpen,
    });
    for await (const line of readLines(chunks, { maxBytes: MAX_EVENT })) {
      restart();
      yield parseEvent(connection.cluster, line);
    }
  } finally {
    cancel();
    signal.removeEventListener('abort', stop);
  }
}

function parseEvent(cluster: string, line: string): WatchEvent {
  const event = JSON.parse(line) as WatchEvent | ErrorEvent;
  if (event.type === 'ERROR') {
    throw errorFromStatus(cluster, event.object);
  }
  return event;
}

interface ErrorEvent {
  type: 'ERROR';
  object: StatusLike;
}
