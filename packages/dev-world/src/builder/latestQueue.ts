/**
 * Works on one item at a time. Of the items with the same key that wait, only
 * the last is worked on: nobody needs an image of a commit that is overtaken.
 */
export class LatestQueue<T> {
  readonly #waiting = new Map<string, T>();
  readonly #work: (item: T) => Promise<void>;
  #running: Promise<void> | undefined;

  /** @param work must not fail */
  constructor(work: (item: T) => Promise<void>) {
    this.#work = work;
  }

  put(key: string, item: T): void {
    this.#waiting.set(key, item);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits and nothing is worked on. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    for (;;) {
      const next = this.#waiting.entries().next();
      if (next.done) {
        this.#running = undefined;
        return;
      }
      const [key, item] = next.value;
      this.#waiting.delete(key);
      await this.#work(item);
    }
  }
}
