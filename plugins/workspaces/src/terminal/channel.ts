/** How large a terminal is, in characters. @public */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** What comes out of a terminal, one piece after the other. @public */
export type TerminalOutput = string | Uint8Array;

/** A shell that is being talked to. @public */
export interface TerminalChannel {
  /** What was typed or pasted. */
  write(data: string): void;
  resize(size: TerminalSize): void;
}

/** What a connection to a shell tells. @public */
export interface TerminalListener {
  /** The shell listens from now on. */
  onOpen(channel: TerminalChannel): void;
  onOutput(data: TerminalOutput): void;
}

/**
 * A shell that can be opened again and again; each time it is a new one.
 *
 * @public
 */
export interface TerminalSource {
  /** Names the shell: another key is another one. */
  readonly key: string;
  /**
   * Opens one connection. Resolves with how it ended if the shell itself
   * ended; resolves with `undefined` if `signal` aborted it; rejects with a
   * `FatalStreamError` if another attempt would fare no better, and with
   * anything else if it may.
   */
  connect(
    size: TerminalSize,
    listener: TerminalListener,
    signal: AbortSignal,
  ): Promise<string | undefined>;
}
