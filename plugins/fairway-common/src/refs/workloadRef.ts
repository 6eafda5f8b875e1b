import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

/**
 * The kinds of workload that Fairway shows. `scale`, `restart` and `rollback`
 * exist for some of them only (kubectl's rules).
 *
 * @public
 */
export const WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
] as const;

/** One of {@link WORKLOAD_KINDS}. @public */
export type WorkloadKind = (typeof WORKLOAD_KINDS)[number];

/** RFC 1123 subdomain, as `metadata.name` of a workload must be. */
const objectName = (what: string) =>
  z
    .string()
    .min(1)
    .max(253)
    .regex(
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
      `must be the name of a ${what}: lower-case letters, digits, '-' and '.'`,
    );

/**
 * Names one workload in one cluster, on behalf of one catalog entity. Flat, so
 * that it serves as query string, JSON body, action input and CLI flags alike.
 *
 * @public
 */
export const workloadRefSchema = z.object({
  entityRef: z
    .string()
    .min(1)
    .describe(
      'Entity reference of the catalog entity that the workload belongs to, e.g. component:default/payments-api',
    ),
  cluster: z
    .string()
    .min(1)
    .describe('Name of the cluster, as configured in the portal'),
  namespace: objectName('namespace').describe(
    'Kubernetes namespace of the workload',
  ),
  kind: z.enum(WORKLOAD_KINDS).describe('Kind of the workload'),
  name: objectName('workload').describe('metadata.name of the workload'),
});

/** A value of {@link workloadRefSchema}. @public */
export type WorkloadRef = z.infer<typeof workloadRefSchema>;

const SEPARATOR = '|';

/**
 * The permission framework's `resourceRef` of a workload:
 * `component:default/shop|dev|shop-dev|Deployment|storefront`.
 * None of the parts can hold a `|`.
 *
 * @public
 */
export function stringifyWorkloadRef(ref: WorkloadRef): string {
  const { entityRef, cluster, namespace, kind, name } = ref;
  return [entityRef, cluster, namespace, kind, name].join(SEPARATOR);
}

/**
 * Inverse of {@link stringifyWorkloadRef}.
 *
 * @public
 * @throws InputError naming the text that is not a workload reference
 */
export function parseWorkloadRef(text: string): WorkloadRef {
  const [entityRef, cluster, namespace, kind, name, ...rest] =
    text.split(SEPARATOR);
  const parsed = workloadRefSchema.safeParse({
    entityRef,
    cluster,
    namespace,
    kind,
    name,
  });
  if (!parsed.success || rest.length > 0) {
    throw new InputError(`'${text}' is not a workload reference`);
  }
  return parsed.data;
}
