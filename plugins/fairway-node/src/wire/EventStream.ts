import { toError } from '@backstage/errors';
import { writeTo, type FlushableResponse } from './writeTo';

/**
 * Server-sent events on one response. Headers go out with the first message, so
 * that what fails before it is an ordinary HTTP error.
 *
 * @internal
 */
export class EventStream {
  private readonly controller = new AbortController();
  private heartbeat: NodeJS.Timeout | undefined;
  private started = false;

  constructor(
    private readonly res: FlushableResponse,
    private readonly options: { heartbeatMs: number },
  ) {
    res.once('close', this.onClose);
  }

  /** Aborted when the client has gone or the stream has ended. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Whether headers went out, so that it is too late for an HTTP error. */
  get isStarted(): boolean {
    return this.started;
  }

  /** Headers now, though there is nothing to say yet. */
  start(): void {
    if (this.started || this.signal.aborted) {
      return;
    }
    this.started = true;
    this.res.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      // no-transform: a proxy that compresses would hold messages back.
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    });
    this.res.flushHeaders();
    this.heartbeat = setInterval(
      () => void this.write(': still here\n\n'),
      this.options.heartbeatMs,
    );
  }

  /** Settles when the client can take more. */
  async send(output: unknown): Promise<void> {
    this.start();
    await this.write(`data: ${JSON.stringify(output)}\n\n`);
  }

  /** Tells what went wrong to a client that has had its headers. */
  async fail(error: unknown): Promise<void> {
    const { name, message } = toError(error);
    const data = JSON.stringify({ name, message });
    await this.write(`event: error\ndata: ${data}\n\n`);
  }

  end(): void {
    this.start();
    this.res.end();
    this.onClose();
  }

  private async write(text: string): Promise<void> {
    await writeTo(this.res, text, this.signal);
  }

  private readonly onClose = () => {
    clearInterval(this.heartbeat);
    this.controller.abort();
  };
}
