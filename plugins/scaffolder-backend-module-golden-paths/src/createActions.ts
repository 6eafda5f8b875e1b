import type {
  AuditorService,
  AuthService,
  DatabaseService,
  RootConfigService,
  UrlReaderService,
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
  TemplateFolders,
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
import { NoteStore } from './database/NoteStore';
import { openDatabase } from './database/openDatabase';
import { Runs } from './Runs';
import { TemplateWatch } from './service/TemplateWatch';
import { withTemplateNoted } from './withTemplateNoted';
import { withWords } from './withWords';

/** All actions, in front of the clusters of this portal; each is audited. */
export async function createActions(deps: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  config: RootConfigService;
  database: DatabaseService;
  scaffolder: ScaffolderService;
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
}): Promise<TemplateAction[]> {
  const { auditor, auth, catalog, config } = deps;
  const settings = readGoldenPathSettings(config);
  const people = People.create(deps);
  const renderer = ObjectRenderer.create(settings);
  const repositories = Repositories.create({ config });
  const leftovers = Leftovers.create({ auth, people, catalog, repositories });
  const placement = settings.podTemplate;
  const watch = TemplateWatch.create({
    auth,
    catalog,
    folders: TemplateFolders.create(deps),
    notes: NoteStore.create({ knex: await openDatabase(deps.database) }),
  });
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
    createRecordAction({ watch }),
    createInnerLoopAction(),
    createPublishAction({ repositories, config }),
    createRegisterAction({ catalog }),
  ].map(action =>
    withTemplateNoted(action as unknown as TemplateAction, watch),
  );
  const afterwards = [
    createReportAction({
      leftovers,
      catalog,
      portal: config.getOptionalString('app.baseUrl')?.replace(/\/$/, ''),
    }),
    createUndoAction({ leftovers, runs: Runs.create(deps) }),
  ].map(action => action as unknown as TemplateAction);
  return [...actions, ...afterwards].map(action =>
    withAudit(withWords(action), auditor),
  );
}
