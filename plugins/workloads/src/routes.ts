import { createRouteRef } from '@backstage/core-plugin-api';

/** Where the tab is mounted. */
export const rootRouteRef = createRouteRef({ id: 'workloads' });
