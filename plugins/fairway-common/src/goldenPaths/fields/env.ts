import type { GoldenPathVariable } from '../parameters';

/** Since Kubernetes 1.34 any printable ASCII but `=`; shells read only these. */
const SHELL_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const PRINTABLE = /^[\x20-\x3c\x3e-\x7e]+$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY = /^[-._a-zA-Z0-9]+$/;

/**
 * What is wrong with environment variables, each problem with its place, e.g.
 * `env[1].name`. Duplicates are problems: the API server keeps the last one
 * without a word.
 *
 * @public
 */
export function variableProblems(
  variables: readonly GoldenPathVariable[],
): Array<{ field: string; message: string }> {
  const first = new Map<string, number>();
  return variables.flatMap((variable, i) => {
    const at = (field: string) => `env[${i}].${field}`;
    const earlier = first.get(variable.name);
    first.set(variable.name, earlier ?? i);
    const problems = [
      { field: at('name'), message: variableNameProblem(variable.name) },
      {
        field: at('name'),
        message:
          earlier !== undefined && variable.name !== ''
            ? `'${variable.name}' is there twice: env[${earlier}] and env[${i}]`
            : undefined,
      },
      ...sourceProblems(variable).map(({ field, message }) => ({
        field: at(field),
        message,
      })),
    ];
    return problems.filter(
      (one): one is { field: string; message: string } =>
        one.message !== undefined,
    );
  });
}

/**
 * @public
 * @returns undefined if the name of an environment variable is fine
 */
export function variableNameProblem(name: string): string | undefined {
  if (name === '') {
    return 'the name of a variable must not be empty';
  }
  if (!PRINTABLE.test(name)) {
    return `'${name}' must consist of printable ASCII characters other than '='`;
  }
  return SHELL_NAME.test(name)
    ? undefined
    : `'${name}' must consist of letters, digits and '_', and not begin with a digit`;
}

function sourceProblems({
  value,
  configMap,
  secret,
}: GoldenPathVariable): Array<{ field: string; message: string }> {
  const sources = [value, configMap, secret].filter(one => one !== undefined);
  if (sources.length > 1) {
    return [
      {
        field: 'value',
        message:
          'a variable has one source: a value, a ConfigMap or a Secret, not several',
      },
    ];
  }
  return [
    ...(configMap ? referenceProblems('configMap', configMap) : []),
    ...(secret ? referenceProblems('secret', secret) : []),
  ];
}

function referenceProblems(
  field: string,
  { name, key }: { name: string; key: string },
): Array<{ field: string; message: string }> {
  const what = field === 'secret' ? 'Secret' : 'ConfigMap';
  return [
    ...(SUBDOMAIN.test(name) && name.length <= 253
      ? []
      : [
          {
            field: `${field}.name`,
            message: name
              ? `'${name}' is no name of a ${what}: lower case letters, digits, '-' and '.'`
              : `the name of the ${what} must not be empty`,
          },
        ]),
    ...(KEY.test(key) && key.length <= 253
      ? []
      : [
          {
            field: `${field}.key`,
            message: key
              ? `'${key}' is no key of a ${what}: letters, digits, '-', '_' and '.'`
              : `the key in the ${what} must not be empty`,
          },
        ]),
  ];
}
