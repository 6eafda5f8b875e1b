import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { housekeepingLedgerReadPermission } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Addressees,
  LedgerExport,
  LedgerStore,
  Pace,
  Viewers,
  WarningStore,
  type FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Knex } from 'knex';
import { LEDGER_TABLE, WARNING_TABLE } from '../database/migrate';
import { PassStore } from '../database/PassStore';
import { ProgressStore } from '../database/ProgressStore';
import { SampleStore } from '../database/SampleStore';
import { SightingStore } from '../database/SightingStore';
import { WarnedPoolStore } from '../database/WarnedPoolStore';
import type { Settings } from '../domain/settings/settings';
import { Capacity } from './Capacity';
import { Changes } from './Changes';
import { Contents } from './Contents';
import { Deletions } from './Deletions';
import { Evaluations } from './Evaluations';
import { Gate } from './Gate';
import { HealthViews } from './HealthViews';
import { Looks } from './Looks';
import { Owners } from './Owners';
import { Passes } from './Passes';
import { PassProgress } from './PassProgress';
import { PoolNotices } from './PoolNotices';
import type { LoopSettings } from './readSettings';
import { Rechecks } from './Rechecks';
import { Runs } from './Runs';
import { Views } from './Views';
import { Warner } from './Warner';
import { WhatIfs } from './WhatIfs';

/** Puts the services together, once a plugin. */
export function createServices(deps: {
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  knex: Knex;
  logger: LoggerService;
  loop: LoopSettings;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  settings: Settings;
  userInfo: UserInfoService;
}) {
  const { loop, settings, knex } = deps;
  const base = {
    ...deps,
    ...loop,
    now: () => new Date(),
    addressees: Addressees.create({
      ...deps,
      fallback: {
        owner: settings.fallbackOwner,
        config: 'housekeeping.fallbackOwner',
      },
    }),
    contents: Contents.create({ settings }),
    gate: Gate.create(deps),
    ledger: LedgerStore.create({ knex, table: LEDGER_TABLE }),
    looks: Looks.create(deps),
    pace: Pace.create({ perSecond: loop.writesPerSecond }),
    samples: SampleStore.create({ knex }),
    sightings: SightingStore.create({ knex, gap: settings.sightingGap }),
    viewers: Viewers.create({ ...deps, what: 'what is left over' }),
    warnedPools: WarnedPoolStore.create({ knex }),
    warnings: WarningStore.create({ knex, table: WARNING_TABLE }),
  };
  const passStore = PassStore.create({ knex });
  const progress = PassProgress.create({
    ...base,
    progress: ProgressStore.create({ knex }),
  });
  const owners = Owners.create(base);
  const evaluations = Evaluations.create(base);
  const looking = { ...base, owners, evaluations };
  const rechecks = Rechecks.create(looking);
  const deletions = Deletions.create({ ...looking, rechecks });
  const acting = { ...looking, rechecks, deletions };
  const passes = Passes.create({
    ...acting,
    passes: passStore,
    progress,
    warner: Warner.create(acting),
  });
  return {
    capacity: Capacity.create({
      ...looking,
      poolNotices: PoolNotices.create(base),
    }),
    changes: Changes.create(acting),
    health: HealthViews.create(looking),
    ledger: LedgerExport.create({
      ...base,
      permission: housekeepingLedgerReadPermission,
    }),
    looks: base.looks,
    owners,
    passes,
    runs: Runs.create({ ...acting, passes }),
    views: Views.create({ ...looking, passes: passStore, progress }),
    whatIfs: WhatIfs.create(looking),
  };
}

/** What routes and actions call alike. */
export type HousekeepingServices = ReturnType<typeof createServices>;
