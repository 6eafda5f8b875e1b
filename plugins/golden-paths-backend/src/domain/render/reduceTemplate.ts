import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import { RECORD_ACTION } from '../versions/recordStep';

type Spec = TemplateEntityV1beta3['spec'];

/** Actions that write files into the workspace, and do nothing else. */
const WRITING = ['fetch:', 'fs:'];

/**
 * What of a template writes the files that it records: the steps up to its
 * record that write files, and the record itself. Nothing that asks or changes
 * anything outside.
 */
export function writingOnly(spec: Spec): Spec {
  const end = spec.steps.findIndex(({ action }) => action === RECORD_ACTION);
  const { presentation: _, output: __, ...rest } = spec;
  return {
    ...rest,
    steps: spec.steps
      .slice(0, end + 1)
      .filter(
        ({ action }) =>
          action === RECORD_ACTION ||
          WRITING.some(prefix => action.startsWith(prefix)),
      ),
  };
}

interface Schema {
  properties?: Record<string, { default?: JsonValue }>;
}

/** What the form fills in by itself for parameters that were not there then. */
export function withDefaults(
  spec: Pick<Spec, 'parameters'>,
  recorded: JsonObject,
): JsonObject {
  const values: JsonObject = { ...recorded };
  for (const page of [spec.parameters ?? []].flat() as Schema[]) {
    for (const [key, schema] of Object.entries(page.properties ?? {})) {
      if (!(key in values) && schema?.default !== undefined) {
        values[key] = schema.default;
      }
    }
  }
  return values;
}
