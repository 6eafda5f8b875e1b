/**
 * How a stream is doing. `ended` is a stream that told all it had to tell and
 * is not opened again; `failed` needs a person.
 *
 * @public
 */
export type ConnectionState =
  | 'connecting'
  | 'live'
  | 'reconnecting'
  | 'ended'
  | 'failed';

/** @public */
export interface Connection {
  state: ConnectionState;
  /** Why it is not live, in the server's words where it has any. */
  error?: Error;
  /** When the last message came (milliseconds since 1970). */
  lastMessageAt?: number;
  /** When this state began. */
  since: number;
}

/**
 * A stream that can be opened again and again.
 *
 * @public
 */
export interface LiveSource<T> {
  /** Names the stream: another key is another stream. */
  readonly key: string;
  /**
   * Opens one connection. Resolves when the other side closed it or `signal`
   * aborted it; rejects with a {@link FatalStreamError} if another attempt
   * would fare no better, and with anything else if it may.
   */
  connect(listener: LiveListener<T>, signal: AbortSignal): Promise<void>;
}

/** @public */
export interface LiveListener<T> {
  onOpen(): void;
  onMessage(message: T): void;
}

/**
 * Another attempt would fare no better: the server refused the request, or
 * answered in a language that this page does not speak.
 *
 * @public
 */
export class FatalStreamError extends Error {
  readonly name = 'FatalStreamError';
  readonly cause: Error;

  constructor(cause: Error) {
    super(cause.message, { cause });
    this.cause = cause;
  }
}
