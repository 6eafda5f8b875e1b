import { createRouteRef } from '@backstage/core-plugin-api';

/** Where the page is mounted. */
export const rootRouteRef = createRouteRef({ id: 'environments' });

/** Where the tab of an entity is mounted. */
export const entityRouteRef = createRouteRef({ id: 'environments:previews' });
