import type {
  V1PodSpec,
  V1ResourceQuota,
  V1ScopedResourceSelectorRequirement,
} from '@kubernetes/client-node';

/**
 * Whether a quota counts pods of this template. A scope that is not known here
 * is taken to count none, for a wrong alarm is worse than the API server's own
 * words.
 *
 * @public
 */
export function selectsPods(
  { spec }: V1ResourceQuota,
  pod: V1PodSpec | undefined,
): boolean {
  const scopes = spec?.scopes ?? [];
  const expressions = spec?.scopeSelector?.matchExpressions ?? [];
  return (
    scopes.every(scope =>
      meets({ scopeName: scope, operator: 'Exists' }, pod),
    ) && expressions.every(expression => meets(expression, pod))
  );
}

function meets(
  expression: V1ScopedResourceSelectorRequirement,
  pod: V1PodSpec | undefined,
): boolean {
  const { scopeName } = expression;
  switch (scopeName) {
    case 'Terminating':
      return pod?.activeDeadlineSeconds !== undefined;
    case 'NotTerminating':
      return pod?.activeDeadlineSeconds === undefined;
    case 'BestEffort':
      return isBestEffort(pod);
    case 'NotBestEffort':
      return !isBestEffort(pod);
    case 'PriorityClass':
      return meetsValue(expression, pod?.priorityClassName);
    default:
      return false;
  }
}

/** Neither requests nor limits of CPU or memory in any container. */
function isBestEffort(pod: V1PodSpec | undefined): boolean {
  const containers = [
    ...(pod?.containers ?? []),
    ...(pod?.initContainers ?? []),
  ];
  return containers.every(({ resources }) => {
    const stated = { ...resources?.limits, ...resources?.requests };
    return stated.cpu === undefined && stated.memory === undefined;
  });
}

function meetsValue(
  { operator, values = [] }: V1ScopedResourceSelectorRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'DoesNotExist':
      return value === undefined;
    default:
      return value !== undefined;
  }
}
