import { keyText, type PreviewKey } from '../../domain/preview/record/record';

const FIRST = 500;
const GROWTH = 1.25;

/** Rings for previews that must be looked at again although nothing happens. */
export class Alarms {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly pauses = new Map<string, number>();

  private constructor(private readonly ring: (key: PreviewKey) => void) {}

  static create(options: { ring: (key: PreviewKey) => void }): Alarms {
    return new Alarms(options.ring);
  }

  /** @param wait - milliseconds; a later call takes the place of an earlier one */
  set(key: PreviewKey, wait: number): void {
    const text = keyText(key);
    clearTimeout(this.timers.get(text));
    const timer = setTimeout(() => {
      this.timers.delete(text);
      this.ring(key);
    }, Math.max(wait, 0));
    this.timers.set(text, timer.unref());
  }

  /** Soon, then less and less often. */
  again(key: PreviewKey, longest: number): void {
    const text = keyText(key);
    const pause = Math.min(this.pauses.get(text) ?? FIRST, longest);
    this.pauses.set(text, pause * GROWTH);
    this.set(key, pause);
  }

  /** What was waited for came. */
  forget(key: PreviewKey): void {
    this.pauses.delete(keyText(key));
  }

  stop(): void {
    this.timers.forEach(timer => clearTimeout(timer));
    this.timers.clear();
  }
}
