import type {
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  People,
  Places,
  Preflight,
  readGoldenPathSettings,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { Forms } from './Forms';

/** Puts the services together, once a plugin. */
export function createServices(deps: {
  clusters: FairwayClusters;
  config: RootConfigService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}) {
  const { podTemplate } = readGoldenPathSettings(deps.config);
  const people = People.create(deps);
  return {
    forms: Forms.create({
      permissions: deps.permissions,
      places: Places.create({ people }),
      preflight: Preflight.create({ people, placement: podTemplate }),
    }),
  };
}
