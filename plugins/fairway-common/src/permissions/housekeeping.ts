import { createPermission } from '@backstage/plugin-permission-common';

/**
 * The permission framework's resource type of an object that housekeeping speaks
 * about; its `resourceRef` is what `stringifyHousekeepingRef` returns.
 *
 * @public
 */
export const RESOURCE_TYPE_HOUSEKEEPING = 'housekeeping-object';

/** See findings and facts about an object, and the rules. @public */
export const housekeepingReadPermission = createPermission({
  name: 'housekeeping.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_HOUSEKEEPING,
});

/** Keep an object for some time although a rule finds it. @public */
export const housekeepingRenewPermission = createPermission({
  name: 'housekeeping.renew',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_HOUSEKEEPING,
});

/** Keep an object from every rule, or end that. @public */
export const housekeepingProtectPermission = createPermission({
  name: 'housekeeping.protect',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_HOUSEKEEPING,
});

/** Delete an object that a rule found, without waiting for its deadline. @public */
export const housekeepingDeletePermission = createPermission({
  name: 'housekeeping.delete',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_HOUSEKEEPING,
});

/** Have a pass run now, also one that the blast-radius cap held back. @public */
export const housekeepingRunPermission = createPermission({
  name: 'housekeeping.run',
  attributes: { action: 'update' },
});

/** Read the ledger of deletions, those of others included. @public */
export const housekeepingLedgerReadPermission = createPermission({
  name: 'housekeeping.ledger.read',
  attributes: { action: 'read' },
});

/** See what nodes have, and what is asked of them. @public */
export const housekeepingCapacityReadPermission = createPermission({
  name: 'housekeeping.capacity.read',
  attributes: { action: 'read' },
});

/** What depends on the object, by verb. @public */
export const housekeepingPermissions = {
  read: housekeepingReadPermission,
  renew: housekeepingRenewPermission,
  protect: housekeepingProtectPermission,
  delete: housekeepingDeletePermission,
} as const;

/** What a person may be permitted to do with an object. @public */
export type HousekeepingVerb = keyof typeof housekeepingPermissions;
