import { InputError } from '@backstage/errors';
import type { V1LabelSelector } from '@kubernetes/client-node';
import { WHOLE_NUMBER, type Requirement } from './parseLabelSelector';

/** Of an object. @public */
export type Labels = Readonly<Record<string, string>>;

const OBJECT_OPERATORS: Record<string, Requirement['operator'] | undefined> = {
  In: 'in',
  NotIn: 'notin',
  Exists: 'exists',
  DoesNotExist: 'absent',
};

/** Whether labels meet all requirements; a selector without any meets all. @public */
export function matchesSelector(
  requirements: readonly Requirement[],
  labels: Labels,
): boolean {
  return requirements.every(requirement => meets(requirement, labels));
}

/** The selector as text that the API server takes and {@link parseLabelSelector} reads back. @public */
export function formatSelector(requirements: readonly Requirement[]): string {
  return requirements.map(formatRequirement).join(',');
}

/** `spec.selector` of a workload. @public */
export function fromObjectSelector(
  selector: V1LabelSelector | undefined,
): Requirement[] {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return [
    ...Object.entries(matchLabels).map(
      ([key, value]): Requirement => ({
        key,
        operator: 'in',
        values: [value],
      }),
    ),
    ...matchExpressions.map(({ key, operator, values = [] }) => ({
      key,
      operator: OBJECT_OPERATORS[operator] ?? unknownOperator(operator),
      values,
    })),
  ];
}

function unknownOperator(operator: string): never {
  throw new InputError(`'${operator}' is not an operator of a label selector`);
}

function meets({ key, operator, values }: Requirement, labels: Labels) {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'in':
      return value !== undefined && values.includes(value);
    case 'notin':
      return value === undefined || !values.includes(value);
    case 'exists':
      return value !== undefined;
    case 'absent':
      return value === undefined;
    default:
      return compares(operator, value, values[0]);
  }
}

function compares(
  operator: 'gt' | 'lt',
  value: string | undefined,
  limit: string,
): boolean {
  if (value === undefined || !WHOLE_NUMBER.test(value)) {
    return false;
  }
  return operator === 'gt'
    ? BigInt(value) > BigInt(limit)
    : BigInt(value) < BigInt(limit);
}

function formatRequirement({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'exists':
      return key;
    case 'absent':
      return `!${key}`;
    case 'gt':
      return `${key}>${values[0]}`;
    case 'lt':
      return `${key}<${values[0]}`;
    default:
      return `${key} ${operator} (${values.join(',')})`;
  }
}
