import {
  variableProblems,
  type GoldenPathVariable,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** Where a variable takes its value from. */
export const SOURCES = ['value', 'configMap', 'secret'] as const;

/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];

/** Of a variable without any, a plain value. */
export function sourceOf({ configMap, secret }: GoldenPathVariable): Source {
  if (secret) {
    return 'secret';
  }
  return configMap ? 'configMap' : 'value';
}

/** Another source: what was typed for the old one is gone, the name stays. */
export function withSource(
  { name }: GoldenPathVariable,
  source: Source,
): GoldenPathVariable {
  return source === 'value'
    ? { name, value: '' }
    : { name, [source]: { name: '', key: '' } };
}

/** With one variable replaced, or taken out. */
export function withVariable(
  variables: readonly GoldenPathVariable[],
  at: number,
  variable: GoldenPathVariable | undefined,
): GoldenPathVariable[] {
  return variables.flatMap((one, i) => {
    if (i !== at) {
      return one;
    }
    return variable ?? [];
  });
}

/**
 * What is wrong with variables, those included that the template sets itself: two
 * of a name are refused only when all is rendered.
 */
export function variableProblemsIn(
  variables: readonly GoldenPathVariable[],
  reserved: readonly string[] = [],
): ReturnType<typeof variableProblems> {
  return [
    ...variableProblems(variables),
    ...variables.flatMap(({ name }, i) =>
      reserved.includes(name)
        ? {
            field: `env[${i}].name`,
            message: `'${name}' is set by the template itself`,
          }
        : [],
    ),
  ];
}
