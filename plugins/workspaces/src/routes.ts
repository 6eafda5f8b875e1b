import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/core-plugin-api';

/** Where the page is mounted. */
export const rootRouteRef = createRouteRef({ id: 'workspaces' });

/** Where the tab of an entity is mounted. */
export const entityRouteRef = createRouteRef({ id: 'workspaces:entity' });

/** The list of components, from where one gets to the tab. */
export const catalogRouteRef = createExternalRouteRef({
  id: 'catalog-index',
  optional: true,
  defaultTarget: 'catalog.catalogIndex',
});
