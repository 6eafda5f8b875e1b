import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { environmentLedgerReadPermission } from '@fairway-idp/backstage-plugin-fairway-common';
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
import { NoticeStore } from '../database/NoticeStore';
import type { Settings } from '../domain/settings/settings';
import { LEDGER_TABLE, WARNING_TABLE } from '../database/migrate';
import { Changes } from './Changes';
import { Deletions } from './Deletions';
import { Gate } from './Gate';
import { Observer } from './Observer';
import { OpWriter } from './OpWriter';
import { Passes } from './Passes';
import { createPreviews } from './previews/createPreviews';
import type { PreviewTools } from './previews/DeliveryParts';
import type { Forges } from './previews/Forges';
import type { LoopSettings } from './readSettings';
import { Sandboxes } from './Sandboxes';
import { StuckNotices } from './StuckNotices';
import { Views } from './Views';
import { Warner } from './Warner';
import { Wishes } from './Wishes';

/** Puts the services together, once a plugin. */
export function createServices(deps: {
  auditor: AuditorService;
  /** Base URL of the portal's frontend. */
  appUrl?: string;
  auth: AuthService;
  catalog: CatalogService;
  clusters: FairwayClusters;
  forges: Forges;
  knex: Knex;
  logger: LoggerService;
  loop: LoopSettings;
  notifications: NotificationService;
  permissions: PermissionsService;
  previewTools: PreviewTools;
  settings: Settings;
  userInfo: UserInfoService;
}) {
  const { loop, ...rest } = deps;
  const now = () => new Date();
  const shared = {
    ...rest,
    now,
    addressees: Addressees.create({
      ...rest,
      fallback: {
        owner: rest.settings.fallbackOwner,
        config: 'environments.fallbackOwner',
      },
    }),
    gate: Gate.create(rest),
    ledger: LedgerStore.create({ ...rest, table: LEDGER_TABLE }),
    notices: NoticeStore.create(rest),
    pace: Pace.create({ perSecond: loop.writesPerSecond }),
    viewers: Viewers.create({ ...rest, what: 'environments' }),
    warnings: WarningStore.create({ ...rest, table: WARNING_TABLE }),
    wishes: Wishes.create(rest),
  };
  const observer = Observer.create(shared);
  const deletions = Deletions.create({ ...shared, observer });
  const warner = Warner.create(shared);
  const writer = OpWriter.create({ ...shared, warner, deletions });
  const { maxDeleting } = loop;
  const acting = { ...shared, observer, deletions };
  const stuckNotices = StuckNotices.create(shared);
  const passes = Passes.create({
    ...acting,
    writer,
    maxDeleting,
    stuckNotices,
  });
  const working = { ...acting, passes };
  const views = Views.create(working);
  return {
    passes,
    views,
    sandboxes: Sandboxes.create(working),
    changes: Changes.create(working),
    ...createPreviews({ ...working, views }),
    ledger: LedgerExport.create({
      ...shared,
      permission: environmentLedgerReadPermission,
    }),
  };
}
