import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { goldenPathComponentPermissions } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Addressees,
  VerbGate,
  Viewers,
  type FairwayClusters,
  type UpgradeForge,
} from '@fairway-idp/backstage-plugin-fairway-node';
import {
  Names,
  People,
  Places,
  Preflight,
  Publishers,
  StagedPreflight,
  readGoldenPathSettings,
  Repositories,
  TemplateFolders,
} from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { Knex } from 'knex';
import { AdoptionStore } from '../database/AdoptionStore';
import { ClaimStore } from '../database/ClaimStore';
import { CampaignStore } from '../database/CampaignStore';
import { NoticeStore } from '../database/NoticeStore';
import { PullRequestStore } from '../database/PullRequestStore';
import { SourceStore } from '../database/SourceStore';
import { UpgradeStore } from '../database/UpgradeStore';
import { Adoption } from './Adoption';
import { Bases } from './Bases';
import { CampaignLoop } from './CampaignLoop';
import { Campaigns } from './Campaigns';
import { Claims } from './Claims';
import { Components } from './Components';
import { Forms } from './Forms';
import { Merges } from './Merges';
import { Notices } from './Notices';
import { PullRequests } from './PullRequests';
import type { UpgradeSettings } from './readSettings';
import { Rendering } from './Rendering';
import { RunCollector } from './RunCollector';
import { ServiceCollector } from './ServiceCollector';
import { Templates } from './Templates';
import { Upgrades } from './Upgrades';

interface Dependencies {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  config: RootConfigService;
  /** By host. */
  forges: ReadonlyMap<string, UpgradeForge>;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  scaffolder: ScaffolderService;
  settings: UpgradeSettings;
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
  /** Default: the clock on the wall. */
  now?: () => Date;
}

/** Puts the services together, once a plugin. */
export function createServices(deps: Dependencies) {
  const { knex, settings } = deps;
  const base = {
    ...deps,
    now: deps.now ?? (() => new Date()),
    components: Components.create(deps),
    rendering: Rendering.create(deps),
    viewers: Viewers.create({ ...deps, what: 'golden paths' }),
  };
  const sources = SourceStore.create({ knex });
  const templates = Templates.create({
    ...base,
    sources,
    folders: TemplateFolders.create(deps),
  });
  const reading = { ...base, templates };
  const store = UpgradeStore.create({ knex });
  const merging = { ...reading, bases: Bases.create(reading), store };
  const upgrades = Upgrades.create({
    ...merging,
    gate: VerbGate.create({
      permissions: deps.permissions,
      verbs: goldenPathComponentPermissions,
      kind: 'component',
    }),
    merges: Merges.create(merging),
    opened: PullRequestStore.create({ knex }),
    pullRequests: PullRequests.create({
      store,
      claims: Claims.create({ ...base, store: ClaimStore.create({ knex }) }),
    }),
  });
  const campaigns = CampaignStore.create({ knex });
  return {
    forms: createForms(deps),
    upgrades,
    adoption: createAdoption(reading),
    campaigns: Campaigns.create({
      ...reading,
      perMinute: settings.perMinute,
      store: campaigns,
    }),
    campaignLoop: CampaignLoop.create({
      ...reading,
      store: campaigns,
      upgrades,
    }),
    notices: Notices.create({
      ...reading,
      addressees: Addressees.create({
        ...deps,
        fallback: {
          owner: settings.fallbackOwner,
          config: 'goldenPaths.fallbackOwner',
        },
      }),
      notices: NoticeStore.create({ knex }),
    }),
  };
}

/** What routes and actions call alike. */
export type GoldenPathServices = ReturnType<typeof createServices>;

function createForms(deps: Dependencies): Forms {
  const { podTemplate } = readGoldenPathSettings(deps.config);
  const people = People.create(deps);
  const places = Places.create({ people });
  return Forms.create({
    permissions: deps.permissions,
    names: Names.create({
      catalog: deps.catalog,
      publishers: Publishers.create(deps),
      repositories: Repositories.create(deps),
    }),
    places,
    preflight: StagedPreflight.create({
      places,
      preflight: Preflight.create({ people, placement: podTemplate }),
    }),
  });
}

function createAdoption(
  deps: Dependencies & {
    now: () => Date;
    templates: Templates;
    viewers: Viewers;
  },
): Adoption {
  const store = AdoptionStore.create({ knex: deps.knex });
  return Adoption.create({
    ...deps,
    store,
    runs: RunCollector.create({ ...deps, store }),
    services: ServiceCollector.create({
      ...deps,
      store,
      settings: deps.settings.adoption,
    }),
  });
}
