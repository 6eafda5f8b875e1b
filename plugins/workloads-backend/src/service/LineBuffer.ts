import type { LogLine } from '../domain/logs/parseLine';

/**
 * Lines between a fast log and a slow reader: bounded, the oldest are dropped
 * and counted.
 */
export class LineBuffer {
  private lines: LogLine[] = [];
  private lost = 0;

  constructor(private readonly limit: number) {}

  push(line: LogLine): void {
    this.lines.push(line);
    // In larger steps: dropping one at a time would move all the others each time.
    if (this.lines.length > this.limit * 1.1) {
      const surplus = this.lines.length - this.limit;
      this.lines = this.lines.slice(surplus);
      this.lost += surplus;
    }
  }

  get isEmpty(): boolean {
    return this.lines.length === 0;
  }

  /** At most so many, the oldest first, and how many were lost before them. */
  take(count: number): { dropped: number; lines: LogLine[] } {
    const dropped = this.lost;
    this.lost = 0;
    return { dropped, lines: this.lines.splice(0, count) };
  }
}
