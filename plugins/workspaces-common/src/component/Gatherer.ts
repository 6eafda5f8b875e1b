import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding, quote } from '../finding/finding';
import { INNER_LOOP_ANNOTATIONS } from './annotations';
import type { Origin } from './facts';

type Field = keyof typeof INNER_LOOP_ANNOTATIONS;

/** Takes each fact from the first that says it, and keeps note of who that was. */
export class Gatherer {
  readonly findings: Finding[] = [];
  readonly origins: Record<string, Origin> = {};
  readonly #annotations: Readonly<Record<string, string>>;

  private constructor(annotations: Readonly<Record<string, string>>) {
    this.#annotations = annotations;
  }

  static create(annotations: Readonly<Record<string, string>> = {}): Gatherer {
    return new Gatherer(annotations);
  }

  /** What an annotation says; one that is wrong is left out, with a finding. */
  annotated<T>(
    field: Field,
    form: string,
    read: (text: string) => T | undefined,
  ): T | undefined {
    const key = INNER_LOOP_ANNOTATIONS[field];
    const text = this.#annotations[key];
    if (text === undefined) {
      return undefined;
    }
    const value = read(text.trim());
    if (value === undefined) {
      this.findings.push(
        finding('invalid-annotation', `${key} is ${quote(text)}: ${form}`, {
          severity: 'confirm',
          field,
          value: text,
        }),
      );
    }
    return value;
  }

  /** The first that is known. */
  take<T>(
    field: string,
    candidates: ReadonlyArray<readonly [Origin, T | undefined]>,
  ): T | undefined {
    const found = candidates.find(([, value]) => value !== undefined);
    if (found) {
      this.origins[field] = found[0];
    }
    return found?.[1];
  }

  /** Says what is missing, and what to write in the catalog entity. */
  missing(field: Field, message: string, example: string): void {
    this.findings.push(
      finding(`missing-${field}`, message, {
        field,
        add: `${INNER_LOOP_ANNOTATIONS[field]}: ${example}`,
      }),
    );
  }

  /** Says what nobody said, and what was taken instead. */
  assumed(field: Field, message: string, example: string): void {
    this.findings.push(
      finding(`assumed-${field}`, message, {
        field,
        add: `${INNER_LOOP_ANNOTATIONS[field]}: ${example}`,
      }),
    );
  }
}
