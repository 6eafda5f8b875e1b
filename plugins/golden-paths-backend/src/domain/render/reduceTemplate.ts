import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { InputError } from '@backstage/errors';
import { RECORD_ACTION } from '@fairway-idp/backstage-plugin-golden-paths-node';
import { usesOf } from './usesOf';

type Spec = TemplateEntityV1beta3['spec'];
type Step = Spec['steps'][number];

/** Actions that write files into the workspace, and do nothing else. */
const WRITING = ['fetch:', 'fs:', 'fairway:inner-loop:', RECORD_ACTION];

/** Actions that only read the workspace; run where others need what they tell. */
const READING = ['fairway:render'];

const isOf = (actions: readonly string[], { action }: Step) =>
  actions.some(one => action.startsWith(one));

const isToldBy = (step: Step, id?: string) =>
  usesOf(step).some(
    ({ root, name }) => root === 'steps' && name !== undefined && name === id,
  );

/**
 * What of a template writes the files that it records: the steps up to its
 * record that write files, and the record itself. Nothing that asks or changes
 * anything outside.
 *
 * @throws InputError if a step that is run needs what one tells that is not, or who
 *   runs it: it would write something else than it did, and nobody would know
 */
export function writingOnly(spec: Spec): Spec {
  const end = spec.steps.findIndex(({ action }) => action === RECORD_ACTION);
  const { presentation: _, output: __, ...rest } = spec;
  const before = spec.steps.slice(0, end + 1);
  const writing = before.filter(step => isOf(WRITING, step));
  const steps = before.flatMap(step => {
    if (isOf(WRITING, step)) {
      return [step];
    }
    const asking = writing.filter(other => isToldBy(other, step.id));
    return isOf(READING, step) && asking.length > 0
      ? [onlyFor(asking, step)]
      : [];
  });
  requireAllTold(steps);
  return { ...rest, steps };
}

/** What nobody but whoever runs a template, at that moment, can tell. */
const UNTOLD = ['user', 'secrets', 'context', 'environment'];

function requireAllTold(steps: readonly Step[]): void {
  const run = new Set(steps.map(({ id }) => id));
  for (const step of steps) {
    const missing = usesOf(step).find(
      ({ root, name }) =>
        UNTOLD.includes(root) ||
        (root === 'steps' && (name === undefined || !run.has(name))),
    );
    if (missing) {
      throw new InputError(
        `The step ${step.id} writes files by ${missing.expression}, which only a run of the template tells: such a template cannot be upgraded to. Have it take a parameter instead`,
      );
    }
  }
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
