import type {
  AuditorService,
  AuthService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import { Entities } from './Entities';
import { Gate } from './Gate';
import { Targets } from './Targets';
import { Viewers } from './Viewers';
import { WorkloadChanges } from './WorkloadChanges';
import { WorkloadLogs } from './WorkloadLogs';
import { WorkloadViews } from './WorkloadViews';

/** Puts the services together, once a plugin. */
export function createServices(deps: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}) {
  const { auditor, clusters } = deps;
  const entities = Entities.create(deps);
  const gate = Gate.create(deps);
  const viewers = Viewers.create(deps);
  const shared = { entities, gate, viewers, clusters };
  const targets = Targets.create(shared);
  return {
    views: WorkloadViews.create(shared),
    changes: WorkloadChanges.create({ targets, auditor }),
    logs: WorkloadLogs.create({ targets, auditor }),
  };
}
