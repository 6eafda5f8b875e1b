/** The action that writes down how a repository was made. @public */
export const RECORD_ACTION = 'fairway:golden-path:record';

/** What is looked at of a step of a template. @public */
export interface TemplateStep {
  id?: string;
  action: string;
  input?: Record<string, unknown>;
  /** What the step is run for, one after the other. */
  each?: unknown;
}

/** What is looked at of the `spec` of a template. @public */
export interface TemplateSteps {
  steps: readonly TemplateStep[];
}

/**
 * The version that a template says it has, which is what it records; undefined
 * if it records none: then it is no golden path.
 *
 * @public
 */
export function versionOf({
  spec,
}: {
  spec: TemplateSteps;
}): string | undefined {
  const step = spec.steps.find(({ action }) => action === RECORD_ACTION);
  const version = step?.input?.version;
  return typeof version === 'string' && !version.includes('${{')
    ? version
    : undefined;
}

/**
 * What is wrong with the version of a template that records what it makes.
 *
 * @public
 */
export function misversionOf({
  spec,
}: {
  spec: TemplateSteps;
}): string | undefined {
  const step = spec.steps.find(({ action }) => action === RECORD_ACTION);
  const version = step?.input?.version;
  return version === undefined || typeof version === 'string'
    ? undefined
    : `the version of its step ${RECORD_ACTION} is ${JSON.stringify(
        version,
      )}, which is no text: put it in quotes`;
}
