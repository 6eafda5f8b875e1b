/**
 * Works on keys, each by one worker at a time and some at once. A key that is
 * asked for while it is worked on is worked on once more, however often it was
 * asked for.
 */
export class Slots<K> {
  private waiting = new Map<string, Slot<K>>();
  private readonly working = new Set<string>();

  private constructor(
    private readonly options: {
      concurrency: number;
      textOf: (key: K) => string;
      /** Must not reject. */
      work: (key: K) => Promise<void>;
    },
  ) {}

  static create<K>(options: {
    concurrency: number;
    textOf: (key: K) => string;
    work: (key: K) => Promise<void>;
  }): Slots<K> {
    return new Slots(options);
  }

  /** Settles when work that began after this call has ended. */
  ask(key: K, options: { isUrgent?: boolean } = {}): Promise<void> {
    const text = this.options.textOf(key);
    const slot = this.waiting.get(text) ?? newSlot(key);
    if (options.isUrgent) {
      this.waiting.delete(text);
      this.waiting = new Map([[text, slot], ...this.waiting]);
    } else {
      this.waiting.set(text, slot);
    }
    this.next();
    return slot.done;
  }

  private next(): void {
    for (const [text, slot] of this.waiting) {
      if (this.working.size >= this.options.concurrency) {
        return;
      }
      if (!this.working.has(text)) {
        this.waiting.delete(text);
        this.working.add(text);
        void this.run(text, slot);
      }
    }
  }

  private async run(text: string, { key, settle }: Slot<K>): Promise<void> {
    try {
      await this.options.work(key);
    } finally {
      this.working.delete(text);
      settle();
      this.next();
    }
  }
}

interface Slot<K> {
  key: K;
  done: Promise<void>;
  settle: () => void;
}

function newSlot<K>(key: K): Slot<K> {
  let settle: () => void = () => {};
  const done = new Promise<void>(resolve => {
    settle = resolve;
  });
  return { key, done, settle };
}
