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

/** All permissions of the golden-paths plugin. @public */
export const goldenPathPermissions = {
  preflight: goldenPathPreflightPermission,
} as const;
