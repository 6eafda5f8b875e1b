/**
 * For the tests of Fairway's pages.
 *
 * @packageDocumentation
 */
import type { LiveListener, LiveSource } from './live/types';

/**
 * A stream whose messages the test sends.
 *
 * @public
 */
export class SentByTest<T> implements LiveSource<T> {
  private listeners = new Set<LiveListener<T>>();
  private rejects = new Set<(error: Error) => void>();

  /**
   * @param key - Names the stream
   * @param latest - What it tells as soon as it is open; nothing if absent
   */
  constructor(readonly key: string, private latest?: T) {}

  connect(listener: LiveListener<T>, signal: AbortSignal): Promise<void> {
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

  /** Sends a message to whoever listens, and to those who come later. */
  send(message: T): void {
    this.latest = message;
    this.listeners.forEach(listener => listener.onMessage(message));
  }

  /** Breaks all connections. */
  fail(error: Error): void {
    this.rejects.forEach(reject => reject(error));
  }

  /** Whether anybody listens. */
  get isOpen(): boolean {
    return this.listeners.size > 0;
  }
}
