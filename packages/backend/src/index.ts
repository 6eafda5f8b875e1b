import { createBackend } from '@backstage/backend-defaults';
import { rootConfigServiceFactory } from '@backstage/backend-defaults/rootConfig';

const backend = createBackend();

// Whoever changes the configuration starts the portal again. Watching its files
// would need one of the few watchers that a system gives out, and a dev world
// takes many.
backend.add(rootConfigServiceFactory({ watch: false }));

backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-mcp-actions-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-gitea'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-workspace-database'),
);
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@fairway-idp/backstage-plugin-environments-backend'));
backend.add(
  import('@fairway-idp/backstage-plugin-environments-backend-module-gitea'),
);
backend.add(import('@fairway-idp/backstage-plugin-housekeeping-backend'));
backend.add(import('@fairway-idp/backstage-plugin-golden-paths-backend'));
backend.add(
  import(
    '@fairway-idp/backstage-plugin-environments-backend-module-gitea/golden-paths'
  ),
);
backend.add(
  import(
    '@fairway-idp/backstage-plugin-scaffolder-backend-module-golden-paths'
  ),
);
backend.add(import('@fairway-idp/backstage-plugin-workloads-backend'));
backend.add(import('@fairway-idp/backstage-plugin-workspaces-backend'));

backend.add(import('./policy'));
backend.add(import('./signIn/developer'));
backend.add(import('./signIn/forge'));

void backend.start();
