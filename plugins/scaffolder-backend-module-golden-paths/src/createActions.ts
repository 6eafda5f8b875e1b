import type {
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  Applier,
  Namespaces,
  ObjectRenderer,
  People,
  Places,
  Preflight,
  readGoldenPathSettings,
  Waiter,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { createApplyAction } from './actions/apply';
import { createEnsureNamespaceAction } from './actions/ensureNamespace';
import { createPreflightAction } from './actions/preflight';
import { createRecordAction } from './actions/record';
import { createRenderAction } from './actions/render';
import { createWaitAction } from './actions/wait';

/** All actions, in front of the clusters of this portal. */
export function createActions(deps: {
  clusters: FairwayClusters;
  config: RootConfigService;
  userInfo: UserInfoService;
}) {
  const settings = readGoldenPathSettings(deps.config);
  const people = People.create(deps);
  const renderer = ObjectRenderer.create(settings);
  const placement = settings.podTemplate;
  return [
    createRenderAction({ renderer }),
    createPreflightAction({
      renderer,
      places: Places.create({ people }),
      preflight: Preflight.create({ people, placement }),
    }),
    createEnsureNamespaceAction({ namespaces: Namespaces.create({ people }) }),
    createApplyAction({
      renderer,
      applier: Applier.create({ people, placement }),
    }),
    createWaitAction({ renderer, waiter: Waiter.create({ people }) }),
    createRecordAction(),
  ];
}
