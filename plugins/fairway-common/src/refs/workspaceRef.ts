import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { ENVIRONMENT_TIERS } from '../environments/contract/keys';
import { environmentRefSchema } from './environmentRef';

/** Names one workspace. Flat, for query strings, actions and flags alike. @public */
export const workspaceRefSchema = environmentRefSchema.extend({
  namespace: environmentRefSchema.shape.namespace.describe(
    'The sandbox that it is in',
  ),
  name: z
    .string()
    .regex(
      /^ws-[a-z0-9]([-a-z0-9]{0,58}[a-z0-9])?$/,
      'name must be the name of a workspace, such as ws-orders-abcdefgh',
    )
    .describe('Name of the workspace'),
});

/** A value of {@link workspaceRefSchema}. @public */
export type WorkspaceRef = z.infer<typeof workspaceRefSchema>;

/** A workspace that is not there yet, as far as rules ask about it. @public */
export const workspaceWishSchema = z.object({
  cluster: workspaceRefSchema.shape.cluster,
  tier: z.enum(ENVIRONMENT_TIERS),
  owner: z.string().min(1),
  entityRef: z.string().min(1),
});

/** A value of {@link workspaceWishSchema}. @public */
export type WorkspaceWish = z.infer<typeof workspaceWishSchema>;

const SEPARATOR = '|';

/**
 * The permission framework's `resourceRef` of a workspace:
 * `dev|sb-alice-…|ws-orders-…`. None of the parts can hold a `|`.
 *
 * @public
 */
export function stringifyWorkspaceRef(ref: WorkspaceRef): string {
  return [ref.cluster, ref.namespace, ref.name].join(SEPARATOR);
}

/**
 * The `resourceRef` of one that is wished for:
 * `dev|s|user:default/alice|component:default/orders`.
 *
 * @public
 */
export function stringifyWorkspaceWish(wish: WorkspaceWish): string {
  return [wish.cluster, wish.tier, wish.owner, wish.entityRef].join(SEPARATOR);
}

/**
 * Inverse of both {@link stringifyWorkspaceRef} and
 * {@link stringifyWorkspaceWish}.
 *
 * @public
 * @throws InputError naming the text that is neither
 */
export function parseWorkspaceRef(text: string): WorkspaceRef | WorkspaceWish {
  const parts = text.split(SEPARATOR);
  const [cluster, second, third, entityRef] = parts;
  const parsed =
    parts.length === 3
      ? workspaceRefSchema.safeParse({
          cluster,
          namespace: second,
          name: third,
        })
      : workspaceWishSchema.safeParse({
          cluster,
          tier: second,
          owner: third,
          entityRef,
        });
  if (!parsed.success || parts.length > 4) {
    throw new InputError(`'${text}' is not a workspace reference`);
  }
  return parsed.data;
}
