import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import type { JsonObject, JsonValue } from '@backstage/types';
import { RECORD_ACTION } from '@fairway-idp/backstage-plugin-golden-paths-node';

type Spec = TemplateEntityV1beta3['spec'];
type Step = Spec['steps'][number];

/** Actions that write files into the workspace, and do nothing else. */
const WRITING = ['fetch:', 'fs:', 'fairway:inner-loop:', RECORD_ACTION];

/** Actions that only read the workspace; run where others need what they tell. */
const READING = ['fairway:render'];

const isOf = (actions: readonly string[], { action }: Step) =>
  actions.some(one => action.startsWith(one));

const isToldBy = (step: Step, id = '') =>
  JSON.stringify(step).includes(`steps.${id}.`);

/**
 * What of a template writes the files that it records: the steps up to its
 * record that write files, and the record itself. Nothing that asks or changes
 * anything outside.
 */
export function writingOnly(spec: Spec): Spec {
  const end = spec.steps.findIndex(({ action }) => action === RECORD_ACTION);
  const { presentation: _, output: __, ...rest } = spec;
  const before = spec.steps.slice(0, end + 1);
  const writing = before.filter(step => isOf(WRITING, step));
  return {
    ...rest,
    steps: before.flatMap(step => {
      if (isOf(WRITING, step)) {
        return [step];
      }
      const asking = writing.filter(other => isToldBy(other, step.id));
      return isOf(READING, step) && asking.length > 0
        ? [onlyFor(asking, step)]
        : [];
    }),
  };
}

/**
 * A step that is only read from where another runs, runs under the same
 * condition: it may need a program that is not there for nothing.
 */
function onlyFor(asking: Step[], step: Step): Step {
  const [{ if: condition }] = asking;
  return condition !== undefined && asking.every(one => one.if === condition)
    ? { ...step, if: condition }
    : step;
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
