import type { ApiHolder } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  hostProblem,
  parseImage,
  resourceProblems,
  type GoldenPathFinding,
  type GoldenPathResources,
  type GoldenPathTarget,
  type GoldenPathVariable,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { goldenPathsApiRef } from '../api/GoldenPathsApi';
import { formParameters, type AskOptions } from '../view/formParameters';
import { namespaceProblem } from '../view/namespace';
import { repositoryProblem } from '../view/repository';
import { scheduleProblemIn, timeZoneIn } from '../view/schedule';
import { variableProblemsIn } from '../view/variables';

/** Where a form collects what is wrong with a field. */
interface Errors {
  addError: (message: string) => void;
}

interface Context {
  apiHolder: ApiHolder;
  formData: Readonly<Record<string, unknown>>;
  uiSchema?: { 'ui:options'?: unknown };
}

/** As the fields describe them; every field is told all of them. */
interface Options extends AskOptions {
  stage?: string;
  reserved?: readonly string[];
}

function optionsOf({ uiSchema }: Pick<Context, 'uiSchema'>): Options {
  return (uiSchema?.['ui:options'] ?? {}) as Options;
}

function add(errors: Errors, problems: ReadonlyArray<string | undefined>) {
  problems.forEach(problem => problem && errors.addError(problem));
}

/** What keeps a form from going on, field by field. */
export const validators = {
  namespace(
    value: Partial<GoldenPathTarget> | undefined,
    errors: Errors,
    context: Pick<Context, 'uiSchema'> = {},
  ): void {
    const { namespace, cluster } = value ?? {};
    // That of a later stage may be left to the template.
    const isStage = optionsOf(context).stage !== undefined;
    if (namespace && cluster) {
      add(errors, [namespaceProblem(namespace)]);
    } else if (!isStage || namespace || cluster) {
      add(errors, ['a namespace must be chosen']);
    }
  },

  /** Well written, and small enough for the quotas of the namespace. */
  async resources(
    value: GoldenPathResources | undefined,
    errors: Errors,
    context: Context,
  ): Promise<void> {
    const problems = resourceProblems(value ?? {});
    add(
      errors,
      problems.length > 0
        ? problems.map(({ message }) => message)
        : await blocking(context, field =>
            ['resources', 'replicas'].includes(field ?? ''),
          ),
    );
  },

  variables(
    value: GoldenPathVariable[] | undefined,
    errors: Errors,
    context: Pick<Context, 'uiSchema'> = {},
  ): void {
    const { reserved } = optionsOf(context);
    add(
      errors,
      variableProblemsIn(value ?? [], reserved).map(({ message }) => message),
    );
  },

  // Whether something must be there, the template says by `required`.
  image(value: string | undefined, errors: Errors): void {
    const parsed = value ? parseImage(value) : undefined;
    add(errors, [parsed && 'problem' in parsed ? parsed.problem : undefined]);
  },

  host(value: string | undefined, errors: Errors): void {
    add(errors, [value ? hostProblem(value) : undefined]);
  },

  schedule(
    value: string | undefined,
    errors: Errors,
    context: Partial<Pick<Context, 'uiSchema' | 'formData'>> = {},
  ): void {
    const { fields } = optionsOf(context);
    const timeZone = timeZoneIn(context.formData ?? {}, fields);
    add(errors, [scheduleProblemIn(value, timeZone)]);
  },

  repository(value: string | undefined, errors: Errors): void {
    add(errors, [value ? repositoryProblem(value) : undefined]);
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
  context: Context,
  isAbout: (field: string | undefined) => boolean,
): Promise<string[]> {
  const { apiHolder, formData } = context;
  const { target, ...rest } = formParameters(formData, optionsOf(context));
  const api = apiHolder.get(goldenPathsApiRef);
  if (!target || !api) {
    return [];
  }
  const { findings } = await api
    .preflight({ ...target, ...rest })
    .catch(error => ({ findings: refusedOf(error) }));
  return findings
    .filter(({ severity, field }) => severity === 'block' && isAbout(field))
    .map(({ message }) => message);
}

/** What the person may not do: the task would be told the same. */
function refusedOf(
  error: unknown,
): Array<Pick<GoldenPathFinding, 'severity' | 'field' | 'message'>> {
  const isForbidden =
    error instanceof ResponseError && error.statusCode === 403;
  return isForbidden
    ? [{ severity: 'block', field: 'target', message: error.cause.message }]
    : [];
}
