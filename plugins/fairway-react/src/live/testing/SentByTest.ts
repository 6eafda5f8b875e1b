import type { LiveListener, LiveSource } from '../types';

/**
 * A stream whose messages the test sends.
 *
 * @public
 */
export class SentByTest<T> implements LiveSource<T> {
  private listeners = new Set<LiveListener<T>>();
  private rejects = new Set<(error: Error) => void>();
  private outage?: Error;

  /** @param latest - What whoever connects gets at once */
  constructor(readonly key: string, private latest?: T) {}

  connect(listener: LiveListener<T>, signal: AbortSignal): Promise<void> {
    if (this.outage) {
      return Promise.reject(this.outage);
    }
    return new Promise((resolve, reject) => {
      this.listeners.add(listener);
      this.rejects.add(reject);
      signal.addEventListener('abort', () => {
        this.listeners.delete(listener);
        resolve();
      });
      listener.onOpen();
      if (this.latest) {
        listener.onMessage(this.latest);
      }
    });
  }

  /** To all that are connected, and to those who will be. */
  send(message: T): void {
    this.latest = message;
    this.listeners.forEach(listener => listener.onMessage(message));
  }

  /** Ends all connections with an error. */
  fail(error: Error): void {
    this.rejects.forEach(reject => reject(error));
  }

  /** Ends all connections with an error, and lets nobody connect again. */
  failForGood(error: Error): void {
    this.outage = error;
    this.fail(error);
  }

  /** Whether anybody is connected. */
  get isOpen(): boolean {
    return this.listeners.size > 0;
  }
}
