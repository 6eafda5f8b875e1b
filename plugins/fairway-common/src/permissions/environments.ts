import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The permission framework's resource type of an environment; its `resourceRef`
 * is what `stringifyEnvironmentRef` or `stringifyEnvironmentWish` returns.
 *
 * @public
 */
export const RESOURCE_TYPE_ENVIRONMENT = 'environment';

/** See an environment: its state, owner, expiry, use and cost. @public */
export const environmentReadPermission = createPermission({
  name: 'environment.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Get a new one; rules see owner, kind, cluster and tier that are wished for. @public */
export const environmentCreatePermission = createPermission({
  name: 'environment.create',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Put it to sleep before its schedule does. @public */
export const environmentSleepPermission = createPermission({
  name: 'environment.sleep',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Wake it although its schedule says otherwise. @public */
export const environmentWakePermission = createPermission({
  name: 'environment.wake',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Put off its expiry. @public */
export const environmentRenewPermission = createPermission({
  name: 'environment.renew',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Keep it from expiring at all, or end that. @public */
export const environmentProtectPermission = createPermission({
  name: 'environment.protect',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Deploy a preview again. @public */
export const environmentRedeployPermission = createPermission({
  name: 'environment.redeploy',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Delete it with all that is in it. @public */
export const environmentDeletePermission = createPermission({
  name: 'environment.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_ENVIRONMENT,
});

/** Read the ledger of deletions, those of others included. @public */
export const environmentLedgerReadPermission = createPermission({
  name: 'environment.ledger.read',
  attributes: { action: 'read' },
});

/**
 * One permission per verb, so that a policy without conditions works too.
 *
 * @public
 */
export const environmentPermissions = {
  read: environmentReadPermission,
  create: environmentCreatePermission,
  sleep: environmentSleepPermission,
  wake: environmentWakePermission,
  renew: environmentRenewPermission,
  protect: environmentProtectPermission,
  redeploy: environmentRedeployPermission,
  delete: environmentDeletePermission,
} as const;

/** What a person may be permitted to do with an environment. @public */
export type EnvironmentVerb = keyof typeof environmentPermissions;
