import type { ApiHolder } from '@backstage/core-plugin-api';
import {
  hostProblem,
  parseImage,
  resourceProblems,
  scheduleProblem,
  variableProblems,
  type GoldenPathResources,
  type GoldenPathTarget,
  type GoldenPathVariable,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsApiRef } from '../api/GoldenPathsApi';
import { formParameters, type FieldNames } from '../view/formParameters';
import { repositoryProblem } from '../view/repository';

/** Where a form collects what is wrong with a field. */
interface Errors {
  addError: (message: string) => void;
}

interface Context {
  apiHolder: ApiHolder;
  formData: Readonly<Record<string, unknown>>;
  uiSchema?: {
    'ui:options'?: {
      fields?: FieldNames;
      kind?: 'service' | 'worker' | 'job';
    };
  };
}

function add(errors: Errors, problems: ReadonlyArray<string | undefined>) {
  problems.forEach(problem => problem && errors.addError(problem));
}

/** What keeps a form from going on, field by field. */
export const validators = {
  namespace(value: GoldenPathTarget | undefined, errors: Errors): void {
    add(errors, [
      value?.namespace && value.cluster
        ? undefined
        : 'a namespace must be chosen',
    ]);
  },

  /** Well written, and small enough for the quotas of the namespace. */
  async resources(
    value: GoldenPathResources,
    errors: Errors,
    context: Context,
  ): Promise<void> {
    const problems = resourceProblems(value);
    add(
      errors,
      problems.length > 0
        ? problems.map(({ message }) => message)
        : await blocking(context, field =>
            ['resources', 'replicas'].includes(field ?? ''),
          ),
    );
  },

  variables(value: GoldenPathVariable[], errors: Errors): void {
    add(
      errors,
      variableProblems(value).map(({ message }) => message),
    );
  },

  image(value: string, errors: Errors): void {
    const parsed = parseImage(value);
    add(errors, ['problem' in parsed ? parsed.problem : undefined]);
  },

  host(value: string, errors: Errors): void {
    add(errors, [value ? hostProblem(value) : undefined]);
  },

  schedule(value: string, errors: Errors): void {
    add(errors, [scheduleProblem(value)]);
  },

  repository(value: string, errors: Errors): void {
    add(errors, [repositoryProblem(value)]);
  },

  run(value: string | undefined, errors: Errors): void {
    add(errors, [value ? undefined : 'a run must be chosen']);
  },

  /** Nothing that the cluster would refuse. */
  async preflight(
    _value: boolean,
    errors: Errors,
    context: Context,
  ): Promise<void> {
    add(errors, await blocking(context, () => true));
  },
};

/** A cluster that cannot be asked keeps nobody: the task asks once more. */
async function blocking(
  { apiHolder, formData, uiSchema }: Context,
  isAbout: (field: string | undefined) => boolean,
): Promise<string[]> {
  const { target, parameters } = formParameters(
    formData,
    uiSchema?.['ui:options'],
  );
  const api = apiHolder.get(goldenPathsApiRef);
  if (!target || !api) {
    return [];
  }
  const report = await api
    .preflight({ ...target, parameters })
    .catch(() => undefined);
  return (report?.findings ?? [])
    .filter(({ severity, field }) => severity === 'block' && isAbout(field))
    .map(({ message }) => message);
}
