import { nameOf, type FieldPath } from './fields.ts';

interface Refusal {
  /** Of the JSON Schema validator of the scaffolder. */
  errors?: { property?: string; path?: (string | number)[]; stack?: string }[];
}

/** Whether an answer says which field it is about: the very one, or what holds it. */
export function namesTheField(body: unknown, field: FieldPath): boolean {
  const { errors = [] } = (body ?? {}) as Refusal;
  const names = field
    .map((_, index) => nameOf(field.slice(0, index + 1)))
    .map(name => `instance.${name}`);
  return errors.some(
    ({ property = '', stack = '' }) =>
      names.includes(property) ||
      // "instance requires property x", of one that is empty.
      stack.includes(`"${String(field.at(-1))}"`),
  );
}
