import type {
  AuditorService,
  AuthService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  ScaffolderService,
  TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import type { FairwayClusters } from '@fairway-idp/backstage-plugin-fairway-node';
import {
  Applier,
  Leftovers,
  Names,
  Namespaces,
  ObjectRenderer,
  People,
  Places,
  Preflight,
  Publishers,
  StagedPreflight,
  readGoldenPathSettings,
  Repositories,
  Waiter,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import { createApplyAction } from './actions/apply';
import { createCheckNamesAction } from './actions/checkNames';
import { createEnsureNamespaceAction } from './actions/ensureNamespace';
import { createInnerLoopAction } from './actions/innerLoop';
import { createPreflightAction } from './actions/preflight';
import { createPublishAction } from './actions/publish';
import { createRecordAction } from './actions/record';
import { createRegisterAction } from './actions/register';
import { createRenderAction } from './actions/render';
import { createReportAction } from './actions/report';
import { createUndoAction } from './actions/undo';
import { createWaitAction } from './actions/wait';
import { withAudit } from './audit';
import { Runs } from './Runs';

/** All actions, in front of the clusters of this portal; each is audited. */
export function createActions(deps: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  config: RootConfigService;
  scaffolder: ScaffolderService;
  userInfo: UserInfoService;
}): TemplateAction[] {
  const { auditor, auth, catalog, config } = deps;
  const settings = readGoldenPathSettings(config);
  const people = People.create(deps);
  const renderer = ObjectRenderer.create(settings);
  const repositories = Repositories.create({ config });
  const leftovers = Leftovers.create({ auth, people, catalog, repositories });
  const placement = settings.podTemplate;
  const actions = [
    createRenderAction({ renderer }),
    createCheckNamesAction({
      names: Names.create({
        catalog,
        publishers: Publishers.create(deps),
        repositories,
      }),
    }),
    createPreflightAction({
      renderer,
      preflight: StagedPreflight.create({
        places: Places.create({ people }),
        preflight: Preflight.create({ people, placement }),
      }),
    }),
    createEnsureNamespaceAction({ namespaces: Namespaces.create({ people }) }),
    createApplyAction({
      renderer,
      applier: Applier.create({ people, placement }),
    }),
    createWaitAction({ renderer, waiter: Waiter.create({ people }) }),
    createRecordAction(),
    createInnerLoopAction(),
    createPublishAction({ repositories, config }),
    createRegisterAction({ catalog }),
    createReportAction({
      leftovers,
      catalog,
      portal: config.getOptionalString('app.baseUrl')?.replace(/\/$/, ''),
    }),
    createUndoAction({ leftovers, runs: Runs.create(deps) }),
  ];
  return actions.map(action =>
    withAudit(action as unknown as TemplateAction, auditor),
  );
}
