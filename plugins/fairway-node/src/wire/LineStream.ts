import { writeTo, type FlushableResponse } from './writeTo';

/**
 * JSON lines on one response. As with events, what fails before the first line
 * is an ordinary HTTP error.
 *
 * @internal
 */
export class LineStream {
  private readonly controller = new AbortController();
  private started = false;

  constructor(private readonly res: FlushableResponse) {
    res.once('close', () => this.controller.abort());
  }

  /** Aborted when the client has gone or the stream has ended. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether headers went out, so that it is too late for an HTTP error. */
  get isStarted(): boolean {
    return this.started;
  }

  /** Settles when the client can take more. */
  async send(output: unknown): Promise<void> {
    this.start();
    await writeTo(this.res, `${JSON.stringify(output)}\n`, this.signal);
  }

  /** Cuts the connection: a file that just ends would look complete. */
  async fail(): Promise<void> {
    this.res.destroy();
    this.controller.abort();
  }

  end(): void {
    if (!this.res.destroyed) {
      this.start();
      this.res.end();
    }
    this.controller.abort();
  }

  private start(): void {
    if (!this.started && !this.signal.aborted) {
      this.started = true;
      this.res.status(200).set({
        'Content-Type': 'application/x-ndjson; charset=utf-8',
        'Cache-Control': 'no-store',
      });
    }
  }
}
