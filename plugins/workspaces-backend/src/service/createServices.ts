import type {
  AuditorService,
  AuthService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
  UrlReaderService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  workspacePermissions,
  type WorkspaceVerb,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  Addressees,
  VerbGate,
  Viewers,
  type FairwayClusters,
  type WorkspaceDriver,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { Knex } from 'knex';
import { AuthorityStore } from '../database/AuthorityStore';
import type { Settings } from '../domain/settings/settings';
import { Access } from './Access';
import { Branches } from './Branches';
import { Changes } from './Changes';
import { CommandLine } from './CommandLine';
import { Components } from './Components';
import { Connections } from './Connections';
import { Creations } from './Creations';
import { ExistingFiles } from './ExistingFiles';
import { Finder } from './Finder';
import { InnerLoop } from './InnerLoop';
import { Looks } from './Looks';
import { Offers } from './Offers';
import { Passes } from './Passes';
import { Sandboxes } from './Sandboxes';
import { SetUps } from './SetUps';
import { Signals } from './Signals';
import { Authority } from './ssh/Authority';
import { SshKeygen } from './ssh/SshKeygen';
import { StopNotices } from './StopNotices';
import { StreamServer } from './streams/StreamServer';
import { Views } from './Views';

/** Asks about workspaces. */
export type Gate = VerbGate<WorkspaceVerb>;

/** Puts the services together, once a plugin. */
export function createServices(deps: {
  auditor: AuditorService;
  auth: AuthService;
  /** Configured private key of the SSH authority. */
  authorityKey?: string;
  catalog: CatalogService;
  clusters: FairwayClusters;
  discovery: DiscoveryService;
  driver: WorkspaceDriver;
  knex: Knex;
  logger: LoggerService;
  notifications: NotificationService;
  now: () => Date;
  permissions: PermissionsService;
  /** Base URL of the portal's backend. */
  portal: string;
  settings: Settings;
  urlReader: UrlReaderService;
  userInfo: UserInfoService;
}) {
  const { auth, authorityKey, catalog, now, permissions, settings } = deps;
  const signals = Signals.create(deps);
  const shared = {
    ...deps,
    authority: Authority.create({
      keygen: SshKeygen.create(settings.ssh),
      store: AuthorityStore.create(deps),
      privateKey: authorityKey,
      now,
    }),
    branches: Branches.create(deps),
    components: Components.create(deps),
    connections: Connections.create({ note: signals.note, now }),
    finder: Finder.create(deps),
    gate: VerbGate.create({
      permissions,
      verbs: workspacePermissions,
      kind: 'workspace',
    }),
    looks: Looks.create(deps),
    sandboxes: Sandboxes.create(deps),
    viewers: Viewers.create({ ...deps, what: 'workspaces' }),
  };
  const { finder } = shared;
  const access = Access.create(shared);
  const existing = ExistingFiles.create({ ...shared, access });
  const innerLoop = InnerLoop.create({ ...shared, existing });
  const setUps = SetUps.create(shared);
  return {
    access,
    changes: Changes.create({ ...shared, setUps }),
    commandLine: CommandLine.create(),
    creations: Creations.create({ ...shared, innerLoop }),
    finder,
    innerLoop,
    offers: Offers.create(shared),
    passes: Passes.create({
      ...shared,
      notices: StopNotices.create({
        ...deps,
        addressees: Addressees.create({ auth, catalog }),
      }),
    }),
    streams: StreamServer.create({
      ...shared,
      access,
      terminalIdleMinutes: settings.terminalIdleMinutes,
    }),
    viewers: shared.viewers,
    views: Views.create(shared),
  };
}

/** What {@link createServices} makes. */
export type WorkspacesServices = ReturnType<typeof createServices>;
