import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import {
  ENVIRONMENT_KINDS,
  ENVIRONMENT_TIERS,
} from '../environments/contract/keys';

/** Names one environment. Flat, for query strings, actions and flags alike. @public */
export const environmentRefSchema = z.object({
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
    .describe('Name of the environment, which is its namespace'),
});

/** A value of {@link environmentRefSchema}. @public */
export type EnvironmentRef = z.infer<typeof environmentRefSchema>;

/** An environment that is not there yet, as far as rules ask about it. @public */
export const environmentWishSchema = z.object({
  cluster: environmentRefSchema.shape.cluster,
  kind: z.enum(ENVIRONMENT_KINDS),
  tier: z.enum(ENVIRONMENT_TIERS),
  owner: z.string().min(1),
});

/** A value of {@link environmentWishSchema}. @public */
export type EnvironmentWish = z.infer<typeof environmentWishSchema>;

const SEPARATOR = '|';

/**
 * The permission framework's `resourceRef` of an environment: `dev|sb-alice-…`.
 * None of the parts can hold a `|`.
 *
 * @public
 */
export function stringifyEnvironmentRef(ref: EnvironmentRef): string {
  return [ref.cluster, ref.namespace].join(SEPARATOR);
}

/**
 * The `resourceRef` of one that is wished for:
 * `dev|sandbox|s|user:default/alice`.
 *
 * @public
 */
export function stringifyEnvironmentWish(wish: EnvironmentWish): string {
  return [wish.cluster, wish.kind, wish.tier, wish.owner].join(SEPARATOR);
}

/**
 * Inverse of both {@link stringifyEnvironmentRef} and
 * {@link stringifyEnvironmentWish}.
 *
 * @public
 * @throws InputError naming the text that is neither
 */
export function parseEnvironmentRef(
  text: string,
): EnvironmentRef | EnvironmentWish {
  const parts = text.split(SEPARATOR);
  const [cluster, second, tier, owner] = parts;
  const parsed =
    parts.length === 2
      ? environmentRefSchema.safeParse({ cluster, namespace: second })
      : environmentWishSchema.safeParse({ cluster, kind: second, tier, owner });
  if (!parsed.success || parts.length > 4) {
    throw new InputError(`'${text}' is not an environment reference`);
  }
  return parsed.data;
}
