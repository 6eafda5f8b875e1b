import { DELIVERIES, LANGUAGES, PACKAGINGS } from '../combinations.ts';
import type { Combination } from '../types.ts';

/** Each template in each language and packaging, with a delivery in turn. */
export const someOf = (all: readonly Combination[]): Combination[] =>
  all.filter(
    ({ parameters: { language, packaging, delivery } }) =>
      DELIVERIES.indexOf(delivery) ===
      (LANGUAGES.indexOf(language) + PACKAGINGS.indexOf(packaging)) % 3,
  );

/** The first of a template and packaging that leaves no field out. */
export function firstOf(
  all: readonly Combination[],
  template: string,
  packaging: string,
): Combination {
  // A template in one language only may have its route by another delivery.
  const found = [...someOf(all), ...all].find(
    one =>
      one.template === template &&
      one.parameters.packaging === packaging &&
      one.parameters.route !== 'none',
  );
  if (!found) {
    throw new Error(`no combination of ${template} and ${packaging}`);
  }
  return found;
}

export const withParameters = (
  { template, title, parameters }: Combination,
  changes: object,
): Combination => ({
  template,
  title,
  parameters: { ...parameters, ...changes },
});
