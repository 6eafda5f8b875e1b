import type {
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  Names,
  People,
  Places,
  Preflight,
  readGoldenPathSettings,
  Repositories,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { Forms } from './Forms';

/** Puts the services together, once a plugin. */
export function createServices(deps: {
  catalog: CatalogService;
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
      names: Names.create({
        catalog: deps.catalog,
        repositories: Repositories.create(deps),
      }),
      places: Places.create({ people }),
      preflight: Preflight.create({ people, placement: podTemplate }),
    }),
  };
}
