/** What was asserted, what of it did not hold, and how long things took. */
export class Report {
  readonly short: string[] = [];
  readonly figures: string[] = [];
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

  figure(text: string): void {
    this.figures.push(text);
    this.note(text);
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

  /** What comes about in a while, with the seconds that it took; or not. */
  async step<T>(what: string, come: () => Promise<T>): Promise<T | undefined> {
    const begun = Date.now();
    try {
      const result = await come();
      this.expect(`${what}: ${seconds(Date.now() - begun)}`, true);
      return result;
    } catch (error) {
      this.expect(what, false, (error as Error).message);
      return undefined;
    }
  }
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
