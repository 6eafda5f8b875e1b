/** Reads values and collects what is wrong with them. @internal */
export class Fields {
  readonly problems: string[] = [];

  constructor(
    private readonly labels: Readonly<Record<string, string>>,
    private readonly annotations: Readonly<Record<string, string>>,
  ) {}

  label(key: string): string | undefined {
    return this.labels[key];
  }

  oneOf<T extends string>(key: string, known: readonly T[]): T | undefined {
    const value = this.labels[key];
    const found = known.find(candidate => candidate === value);
    if (!found) {
      this.problems.push(
        value === undefined
          ? `The label ${key} is missing`
          : `The label ${key} is '${value}', which is none of ${known.join(
              ', ',
            )}`,
      );
    }
    return found;
  }

  get<T>(key: string, parse: (value: string) => T): T | undefined {
    const value = this.annotations[key];
    if (value === undefined) {
      return undefined;
    }
    try {
      return parse(value);
    } catch (error) {
      this.problems.push(
        `The annotation ${key} is '${value.slice(0, 200)}': ${
          (error as Error).message
        }`,
      );
      return undefined;
    }
  }

  need<T>(key: string, parse: (value: string) => T): T | undefined {
    if (this.annotations[key] === undefined) {
      this.problems.push(`The annotation ${key} is missing`);
    }
    return this.get(key, parse);
  }
}
