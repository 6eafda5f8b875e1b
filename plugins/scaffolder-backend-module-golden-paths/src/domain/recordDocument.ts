import { InputError } from '@backstage/errors';
import { stringify } from 'yaml';

/** Where a repository says how it was made. */
export const RECORD_FILE = '.fairway/golden-path.yaml';

/**
 * What an upgrade needs to know: base = this template at this version with these
 * parameters.
 *
 * @throws InputError naming the parameter that holds a secret
 */
export function recordDocument(record: {
  template: string;
  version: string;
  parameters: Readonly<Record<string, unknown>>;
  /** Values that must not be written down. */
  secrets: readonly string[];
  /** Of the files as they were rendered. */
  digest: string;
}): string {
  const { template, version, parameters, secrets, digest } = record;
  const leak = findSecret(parameters, new Set(secrets.filter(Boolean)), [
    'parameters',
  ]);
  if (leak) {
    throw new InputError(
      `${leak} holds a secret, which is not written down: leave it out of parameters, or refer to a Secret by name`,
    );
  }
  return stringify(
    {
      apiVersion: 'fairway.dev/v1alpha1',
      kind: 'GoldenPath',
      template: { ref: template, version },
      base: { digest },
      parameters,
    },
    // Hostile text stays text: no anchors, no folding.
    { aliasDuplicateObjects: false, lineWidth: 0 },
  );
}

/** Where a secret is, e.g. `parameters.env[0].value`. */
function findSecret(
  value: unknown,
  secrets: ReadonlySet<string>,
  path: readonly string[],
): string | undefined {
  if (typeof value === 'string') {
    return secrets.has(value) ? path.join('') : undefined;
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const isList = Array.isArray(value);
  return Object.entries(value)
    .map(([key, inner]) =>
      findSecret(inner, secrets, [...path, isList ? `[${key}]` : `.${key}`]),
    )
    .find(found => found !== undefined);
}
