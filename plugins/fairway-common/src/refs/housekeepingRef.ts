import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';

/** The kinds that a cleanup rule may delete. @public */
export const CLEANABLE_KINDS = [
  'Pod',
  'Job',
  'PersistentVolumeClaim',
  'Namespace',
] as const;

/** One of {@link CLEANABLE_KINDS}. @public */
export type CleanableKind = (typeof CLEANABLE_KINDS)[number];

/** The kinds about which there are facts to mend; nothing deletes them. @public */
export const MENDABLE_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
] as const;

/** One of {@link MENDABLE_KINDS}. @public */
export type MendableKind = (typeof MENDABLE_KINDS)[number];

/** Whatever housekeeping speaks about. @public */
export type HousekeepingKind = CleanableKind | MendableKind;

const shape = {
  cluster: z
    .string()
    .min(1)
    .describe('Name of the cluster, as configured in the portal'),
  namespace: z
    .string()
    .regex(
      /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
      'namespace must be the name of a namespace',
    )
    .describe('Namespace of the object; of a namespace, its own name'),
  name: z
    .string()
    .max(253)
    .regex(
      /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/,
      'name must be the name of an object',
    )
    .describe('metadata.name of the object'),
};

/**
 * Names one object that a cleanup rule may delete. Flat, for query strings,
 * actions and flags alike.
 *
 * @public
 */
export const cleanableRefSchema = z.object({
  ...shape,
  kind: z.enum(CLEANABLE_KINDS).describe('Kind of the object'),
});

/** A value of {@link cleanableRefSchema}. @public */
export type CleanableRef = z.infer<typeof cleanableRefSchema>;

/** Names any object that housekeeping speaks about. @public */
export const housekeepingRefSchema = z.object({
  ...shape,
  kind: z
    .enum([...CLEANABLE_KINDS, ...MENDABLE_KINDS])
    .describe('Kind of the object'),
});

/** A value of {@link housekeepingRefSchema}. @public */
export type HousekeepingRef = z.infer<typeof housekeepingRefSchema>;

const SEPARATOR = '|';

/**
 * The permission framework's `resourceRef` of an object:
 * `dev|shop-dev|PersistentVolumeClaim|data`. None of the parts can hold a `|`.
 *
 * @public
 */
export function stringifyHousekeepingRef(ref: HousekeepingRef): string {
  return [ref.cluster, ref.namespace, ref.kind, ref.name].join(SEPARATOR);
}

/**
 * Inverse of {@link stringifyHousekeepingRef}.
 *
 * @public
 * @throws InputError naming the text that is not such a reference
 */
export function parseHousekeepingRef(text: string): HousekeepingRef {
  const [cluster, namespace, kind, name, ...rest] = text.split(SEPARATOR);
  const parsed = housekeepingRefSchema.safeParse({
    cluster,
    namespace,
    kind,
    name,
  });
  if (!parsed.success || rest.length > 0) {
    throw new InputError(`'${text}' is not a reference to an object`);
  }
  return parsed.data;
}
