import { stringify } from 'yaml';

/**
 * YAML that every parser reads alike, those of YAML 1.1 too, which take an unquoted
 * `on` for a boolean and `8080:22` for a number.
 */
export function writeYaml(...documents: readonly object[]): string {
  return documents
    .map(document =>
      stringify(document, {
        compat: 'yaml-1.1',
        lineWidth: 0,
        aliasDuplicateObjects: false,
      }),
    )
    .join('---\n');
}
