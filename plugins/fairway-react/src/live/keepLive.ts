import { BackoffOptions, backoffMs } from './backoff';
import type { LiveEvent } from './liveState';
import { FatalStreamError, LiveSource } from './types';

/** The part of `document` that tells whether somebody is looking. @public */
export type Visibility = Pick<
  Document,
  'hidden' | 'addEventListener' | 'removeEventListener'
>;

/** @public */
export interface KeepLiveOptions<T> {
  source: LiveSource<T>;
  onEvent(event: LiveEvent<T>): void;
  /** This message is the last one: do not connect again. */
  isEnd?: (message: T) => boolean;
  /** Ends it all. */
  signal: AbortSignal;
  /** @defaultValue document */
  visibility?: Visibility;
  backoff?: BackoffOptions;
  /** @defaultValue Date.now */
  now?: () => number;
}

/**
 * Keeps a stream open until `signal` aborts: opens it again after a loss,
 * lets go of it while the tab is hidden, and gives up on a fatal error.
 */
export async function keepLive<T>(options: KeepLiveOptions<T>): Promise<void> {
  const { signal, onEvent, visibility = document, now = Date.now } = options;
  let attempt = 0;
  while (!signal.aborted) {
    await untilVisible(visibility, signal);
    if (signal.aborted) {
      return;
    }
    onEvent({ type: 'connecting', at: now() });
    const outcome = await connectOnce(options, visibility, now);
    if (outcome.type === 'ended' || signal.aborted) {
      return;
    }
    if (outcome.type === 'failed') {
      onEvent({ type: 'failed', error: outcome.error, at: now() });
      return;
    }
    attempt = outcome.gotMessages ? 0 : attempt;
    if (outcome.type === 'lost') {
      onEvent({ type: 'lost', error: outcome.error, at: now() });
      await sleep(backoffMs(attempt, options.backoff), signal);
      attempt += 1;
    }
  }
}

type Outcome =
  | { type: 'ended' }
  | { type: 'failed'; error: Error }
  | { type: 'hidden'; gotMessages: boolean }
  | { type: 'lost'; error?: Error; gotMessages: boolean };

async function connectOnce<T>(
  options: KeepLiveOptions<T>,
  visibility: Visibility,
  now: () => number,
): Promise<Outcome> {
  const { source, onEvent, isEnd = () => false, signal } = options;
  const stop = new AbortController();
  const release = abortOn(stop, signal, visibility);
  let gotMessages = false;
  let ended = false;
  const outcome = (error?: Error): Outcome => {
    if (ended) {
      return { type: 'ended' };
    }
    return visibility.hidden
      ? { type: 'hidden', gotMessages }
      : { type: 'lost', error, gotMessages };
  };
  try {
    await source.connect(
      {
        onOpen: () => onEvent({ type: 'open', at: now() }),
        onMessage: message => {
          gotMessages = true;
          ended = isEnd(message);
          onEvent({ type: 'messages', messages: [message], at: now(), ended });
          if (ended) {
            stop.abort();
          }
        },
      },
      stop.signal,
    );
    return outcome();
  } catch (error) {
    if (error instanceof FatalStreamError) {
      return { type: 'failed', error: error.cause };
    }
    return outcome(error instanceof Error ? error : new Error(String(error)));
  } finally {
    release();
  }
}

/** Aborts `stop` when `signal` does or the tab is hidden. Returns its undoing. */
function abortOn(
  stop: AbortController,
  signal: AbortSignal,
  visibility: Visibility,
): () => void {
  const abort = () => stop.abort();
  const abortIfHidden = () => visibility.hidden && stop.abort();
  signal.addEventListener('abort', abort);
  visibility.addEventListener('visibilitychange', abortIfHidden);
  return () => {
    signal.removeEventListener('abort', abort);
    visibility.removeEventListener('visibilitychange', abortIfHidden);
  };
}

function untilVisible(
  visibility: Visibility,
  signal: AbortSignal,
): Promise<void> {
  return new Promise(resolve => {
    const check = () => {
      if (!visibility.hidden || signal.aborted) {
        visibility.removeEventListener('visibilitychange', check);
        signal.removeEventListener('abort', check);
        resolve();
      }
    };
    visibility.addEventListener('visibilitychange', check);
    signal.addEventListener('abort', check);
    check();
  });
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
    if (signal.aborted) {
      done();
    }
  });
}
