import { LANGUAGES, SECRETS } from '../../goldenPaths/combinations.ts';
import type { Combination } from '../../goldenPaths/types.ts';
import { filledIn, valueAt, type FieldPath } from './fields.ts';

const SECRETLESS = { secretStore: undefined, secretProvider: undefined };

const withSecrets = (one: Combination, secrets: object): Combination => ({
  ...one,
  title: `${one.title}, ${JSON.stringify(secrets)}`,
  parameters: { ...one.parameters, ...SECRETLESS, ...secrets },
});

const isOfSecrets = (field: FieldPath): boolean =>
  ['secrets', 'secretStore', 'secretProvider'].includes(`${field[0]}`) ||
  (field[0] === 'env' && field[2] === 'secret');

/** Whether the form asks for a field, when it is filled in with these. */
const isAsked = (field: FieldPath, secrets: object): boolean =>
  ['secrets', 'env'].includes(`${field[0]}`) ||
  valueAt(secrets, field) !== undefined;

/** Forms, filled in sensibly, and the fields that are tried in them. */
export interface Bases {
  combinations: readonly Combination[];
  fields: readonly FieldPath[];
}

/**
 * Every field of a form beside ways to fill in the rest of it: the fields that have
 * to do with Secrets once for each that makes them, the others once.
 * @param ofTemplate - a template's, of one packaging
 */
export function basesOf(
  ofTemplate: readonly Combination[],
  all: readonly FieldPath[],
): Bases[] {
  const combinations = ofTemplate.filter(
    // With a route, so that no field is left out.
    one => one.parameters.route !== 'none',
  );
  const [{ parameters }] = combinations;
  const fields = all.map(field => filledIn(parameters, field));
  return [
    { combinations, fields: fields.filter(field => !isOfSecrets(field)) },
    ...SECRETS.map(secrets => ({
      combinations: combinations.map(one => withSecrets(one, secrets)),
      fields: fields.filter(
        field => isOfSecrets(field) && isAsked(field, secrets),
      ),
    })),
  ];
}

/**
 * Those in which a text is rendered: one, in turn, or one of each language, so that
 * it meets each file that a template may make. Not every template comes in each.
 */
export function inTurn(
  combinations: readonly Combination[],
  turn: number,
  { inEachLanguage }: { inEachLanguage: boolean },
): Combination[] {
  const groups = inEachLanguage
    ? LANGUAGES.map(language =>
        combinations.filter(one => one.parameters.language === language),
      ).filter(group => group.length > 0)
    : [combinations];
  return groups.map(
    // Not the same delivery in each.
    (group, index) => group[(turn + index) % group.length],
  );
}
