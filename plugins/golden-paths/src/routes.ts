import { createRouteRef } from '@backstage/core-plugin-api';

/** Where the page is mounted. */
export const rootRouteRef = createRouteRef({ id: 'golden-paths' });
