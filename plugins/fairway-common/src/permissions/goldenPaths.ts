import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Ask what fits into a cluster before anything exists: the namespaces that one
 * may use, what is left of their quotas, and the checks of a form. What comes of
 * it is bounded by one's own rights in the cluster.
 *
 * @public
 */
export const goldenPathPreflightPermission = createPermission({
  name: 'golden-path.preflight',
  attributes: { action: 'read' },
});

/**
 * The permission framework's resource type of a component that a golden path
 * made; its `resourceRef` is the component's entity reference.
 *
 * @public
 */
export const RESOURCE_TYPE_GOLDEN_PATH_COMPONENT = 'golden-path-component';

/** See how a component stands to its template. @public */
export const goldenPathReadPermission = createPermission({
  name: 'golden-path.component.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_GOLDEN_PATH_COMPONENT,
});

/** Have the pull request opened that brings a component up to date. @public */
export const goldenPathUpgradePermission = createPermission({
  name: 'golden-path.component.upgrade',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_GOLDEN_PATH_COMPONENT,
});

/** Upgrade all components of a template, whoever owns them. @public */
export const goldenPathCampaignPermission = createPermission({
  name: 'golden-path.campaign',
  attributes: { action: 'update' },
});

/** See what came of golden paths; nobody is named there. @public */
export const goldenPathAdoptionPermission = createPermission({
  name: 'golden-path.adoption.read',
  attributes: { action: 'read' },
});

/** All permissions of the golden-paths plugin that need no resource. @public */
export const goldenPathPermissions = {
  preflight: goldenPathPreflightPermission,
  campaign: goldenPathCampaignPermission,
  adoption: goldenPathAdoptionPermission,
} as const;

/** Those about a component, by verb. @public */
export const goldenPathComponentPermissions = {
  read: goldenPathReadPermission,
  upgrade: goldenPathUpgradePermission,
} as const;

/** What a person may be permitted to do with a component. @public */
export type GoldenPathVerb = keyof typeof goldenPathComponentPermissions;
