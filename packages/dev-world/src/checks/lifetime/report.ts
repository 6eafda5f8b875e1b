/** What was asserted, and what of it did not hold. */
export class Report {
  readonly short: string[] = [];
  held = 0;
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  title(text: string): void {
    this.#log(`${text}:`);
  }

  note(text: string): void {
    this.#log(`        ${text}`);
  }

  expect(what: string, isSo: boolean, found?: unknown): void {
    if (isSo) {
      this.held++;
      this.#log(`  ok    ${what}`);
      return;
    }
    const detail = found === undefined ? '' : `, but: ${JSON.stringify(found)}`;
    this.short.push(what);
    this.#log(`  SHORT ${what}${detail}`);
  }

  /** What comes about in a while, or not. */
  async expectSoon(what: string, come: () => Promise<unknown>): Promise<void> {
    try {
      await come();
      this.expect(what, true);
    } catch (error) {
      this.expect(what, false, (error as Error).message);
    }
  }
}
