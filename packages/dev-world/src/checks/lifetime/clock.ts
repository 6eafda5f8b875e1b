import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const HOUR = 3_600_000;
const PRELOAD = new URL('./shiftDate.mts', import.meta.url);

/** What a program takes for now: real time and so much more. It is only put forward. */
export class Clock {
  readonly #file: string;
  #offset = 0;

  constructor(folder: string) {
    this.#file = path.join(folder, 'clock');
    this.#write();
  }

  /** Makes a Node program live by this clock. */
  get environment(): Record<string, string> {
    return {
      NODE_OPTIONS: `--import ${PRELOAD.href}`,
      FAIRWAY_CLOCK_FILE: this.#file,
    };
  }

  now(): Date {
    return new Date(Date.now() + this.#offset);
  }

  forward(hours: number): void {
    this.#offset += hours * HOUR;
    this.#write();
  }

  /** So that it is just after this, or stays as it is if that has passed. */
  forwardTo(time: Date): void {
    const left = time.getTime() - this.now().getTime();
    this.forward(Math.max(0, left) / HOUR);
  }

  #write(): void {
    // Whole at any time: it is read while it is written.
    writeFileSync(`${this.#file}.new`, String(Math.round(this.#offset)));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
