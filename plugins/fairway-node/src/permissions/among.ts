import { z } from 'zod/v4';

/**
 * What a permission rule becomes for a list that is in memory: it stays a
 * question to each resource.
 *
 * @public
 */
export interface ResourceFilter<R> {
  matches(resource: R): boolean;
}

/** @public */
export interface AmongOptions<R, K extends string, V extends string> {
  /** Of the rule, e.g. `IS_CLUSTER`. */
  name: string;
  description: string;
  /** Name of the only parameter, a list, e.g. `clusters`. */
  param: K;
  /** What the list holds, for people. */
  holds: string;
  /** The form of one value. */
  value: z.ZodType<V>;
  /** What of the resource is to be in the list; of several, any. */
  of: (resource: R) => V | readonly V[];
}

/**
 * The parts of a permission rule that asks whether something of a resource is
 * in a list, for Backstage's `createPermissionRule({ resourceRef, ...among(…) })`.
 * Both ways of the rule come from one function, so that they cannot differ.
 *
 * @public
 */
export function among<R, K extends string, V extends string>(
  options: AmongOptions<R, K, V>,
) {
  const { name, description, param, holds, value, of } = options;
  const apply = (resource: R, params: Record<K, V[]>): boolean => {
    const found = of(resource);
    const list: readonly V[] = params[param];
    return typeof found === 'string'
      ? list.includes(found)
      : found.some(one => list.includes(one));
  };
  return {
    name,
    description,
    paramsSchema: z.object({
      [param]: z.array(value).describe(holds),
    } as Record<K, z.ZodArray<z.ZodType<V>>>) as unknown as z.ZodType<
      Record<K, V[]>,
      Record<K, V[]>
    >,
    apply,
    toQuery: (params: Record<K, V[]>): ResourceFilter<R> => ({
      matches: resource => apply(resource, params),
    }),
  };
}

/**
 * The rule that one of these users and groups owns the resource.
 *
 * @public
 */
export function amongOwners<R>(
  options: Pick<
    AmongOptions<R, 'claims', string>,
    'name' | 'description' | 'of'
  >,
) {
  return among<R, 'claims', string>({
    ...options,
    param: 'claims',
    holds: 'Entity references of users and groups',
    value: z.string(),
  });
}

/**
 * The rule `IS_CLUSTER`.
 *
 * @public
 */
export function amongClusters<R extends { cluster: string }>(
  description: string,
) {
  return among<R, 'clusters', string>({
    name: 'IS_CLUSTER',
    description,
    param: 'clusters',
    holds: 'Names of clusters',
    value: z.string(),
    of: ({ cluster }) => cluster,
  });
}

/**
 * The rule `IS_NAMESPACE`.
 *
 * @public
 */
export function amongNamespaces<R extends { namespace: string }>(
  description: string,
) {
  return among<R, 'namespaces', string>({
    name: 'IS_NAMESPACE',
    description,
    param: 'namespaces',
    holds: 'Names of namespaces',
    value: z.string(),
    of: ({ namespace }) => namespace,
  });
}
