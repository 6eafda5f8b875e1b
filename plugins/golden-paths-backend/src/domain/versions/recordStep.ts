import type { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';

/** The action that writes down how a repository was made. */
export const RECORD_ACTION = 'fairway:golden-path:record';

type Spec = Pick<TemplateEntityV1beta3, 'spec'>;

/**
 * The version that a template says it has, which is what it records; undefined
 * if it records none: then it is no golden path.
 */
export function versionOf({ spec }: Spec): string | undefined {
  const step = spec.steps.find(({ action }) => action === RECORD_ACTION);
  const version = step?.input?.version;
  return typeof version === 'string' && !version.includes('${{')
    ? version
    : undefined;
}

/** What is wrong with the version of a template that records what it makes. */
export function misversionOf({ spec }: Spec): string | undefined {
  const step = spec.steps.find(({ action }) => action === RECORD_ACTION);
  const version = step?.input?.version;
  return version === undefined || typeof version === 'string'
    ? undefined
    : `the version of its step ${RECORD_ACTION} is ${JSON.stringify(
        version,
      )}, which is no text: put it in quotes`;
}
