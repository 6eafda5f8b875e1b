import {
  coreServices,
  createServiceFactory,
  type AuditorService,
  type BackendFeature,
  type BackstageCredentials,
  type SchedulerService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import Knex, { type Knex as KnexClient } from 'knex';
import request from 'supertest';

/** One event of the audit log, as it ended. @public */
export interface Audited {
  eventId: string;
  severityLevel?: string;
  outcome: 'succeeded' | 'failed';
  meta: JsonObject;
  /** Why it failed. */
  error?: string;
}

/** @public */
export interface TestPortalOptions {
  /** Whose API is called. */
  pluginId: string;
  /** It, and what it needs beside Backstage's own services. */
  features: BackendFeature[];
  config: JsonObject;
  /** In the catalog, beside the users alice and bob. */
  entities?: Entity[];
}

/** What the mock has beyond its declared type. */
type MockScheduler = SchedulerService & {
  factory(options: {
    skipTaskRunOnStartup: boolean;
  }): ServiceFactory<SchedulerService, 'plugin'>;
};

/**
 * Plugins in a backend of their own, for tests in front of a real cluster. Only
 * what is Backstage's is stood in for: sign-in, policy, catalog, notifications,
 * audit log, and the scheduler, whose tasks run when the test says so.
 *
 * @public
 */
export async function startTestPortal(options: TestPortalOptions) {
  const { pluginId, features, config, entities = [] } = options;
  const audit: Audited[] = [];
  const sent: NotificationSendOptions[] = [];
  const mail = { works: true };
  const registry = actionsRegistryServiceMock();
  const policy = policyOf();
  const scheduler = mockServices.scheduler() as MockScheduler;
  const databases = databasesByPlugin();
  const backend = await startTestBackend({
    features: [
      ...features,
      mockServices.rootConfig.factory({ data: config }),
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: ({ plugin }) =>
          mockServices.database({ knex: databases.of(plugin.getId()) }),
      }),
      scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({
        entities: [user('alice'), user('bob'), ...entities],
      }),
      mockServices.permissions.mock({
        authorize: async (requests, more) =>
          requests.map(({ permission }) => ({
            result:
              policy.decide(permission.name, more).result ===
              AuthorizeResult.ALLOW
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
        authorizeConditional: async (requests, more) =>
          requests.map(({ permission }) =>
            policy.decide(permission.name, more),
          ),
      }).factory,
      mockServices.auditor.mock(recorder(audit)).factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({
          async send(notification) {
            if (!mail.works) {
              throw new Error('404: there is no notifications backend');
            }
            sent.push(notification);
          },
        }),
      }),
    ],
  });
  const as = (name: string) =>
    mockCredentials.user.header(`user:default/${name}`);
  const urlOf = (path: string) => `/api/${pluginId}/v1${path}`;
  return {
    server: backend.server,
    /** The header of somebody who is signed in. */
    as,
    audit,
    registry,
    /** What the policy refuses: `permission`, or `permission user` for one only. */
    deny: policy.deny,
    /** What the policy says else, by the name of the permission; all else is allowed. */
    decisions: policy.decisions,
    /** Notifications that were delivered. */
    sent,
    /** Whether there is a notifications backend. */
    mail,
    /** The plugin's own database. */
    knex: databases.of(pluginId),
    /** Runs a task of the scheduler now. */
    task: (id: string) => scheduler.triggerTask(id),
    stop: async () => {
      await backend.stop();
      await databases.destroy();
    },
    get: (path: string, query: object = {}, who = 'alice') =>
      request(backend.server)
        .get(urlOf(path))
        .query(query)
        .set('Authorization', as(who)),
    post: (path: string, body: object, who = 'alice') =>
      request(backend.server)
        .post(urlOf(path))
        .send(body)
        .set('Authorization', as(who)),
    anonymous: (path: string) =>
      request(backend.server)
        .get(urlOf(path))
        .set('Authorization', mockCredentials.none.header()),
  };
}

/** In memory, one for each plugin, as a portal gives them. */
function databasesByPlugin() {
  const made = new Map<string, KnexClient>();
  return {
    of(plugin: string): KnexClient {
      const knex =
        made.get(plugin) ??
        Knex({
          client: 'better-sqlite3',
          connection: ':memory:',
          useNullAsDefault: true,
        });
      made.set(plugin, knex);
      return knex;
    },
    async destroy() {
      await Promise.all([...made.values()].map(knex => knex.destroy()));
    },
  };
}

function user(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: {},
  };
}

function policyOf() {
  const deny = new Set<string>();
  const decisions = new Map<string, PolicyDecision>();
  const decide = (
    permission: string,
    more?: { credentials?: BackstageCredentials },
  ): PolicyDecision =>
    deny.has(permission) || deny.has(`${permission} ${nameOf(more)}`)
      ? { result: AuthorizeResult.DENY }
      : decisions.get(permission) ?? { result: AuthorizeResult.ALLOW };
  return { deny, decisions, decide };
}

function nameOf(more?: { credentials?: BackstageCredentials }): string {
  const { principal } = (more?.credentials ?? {}) as {
    principal?: { userEntityRef?: string };
  };
  return principal?.userEntityRef?.split('/')[1] ?? '';
}

function recorder(audit: Audited[]): AuditorService {
  return {
    async createEvent({ eventId, severityLevel, meta }) {
      const end = (
        outcome: Audited['outcome'],
        more: { meta?: JsonObject; error?: Error } = {},
      ) =>
        audit.push({
          eventId,
          ...(severityLevel && { severityLevel }),
          outcome,
          meta: { ...meta, ...more.meta } as JsonObject,
          ...(more.error && { error: more.error.message }),
        });
      return {
        success: async more => void end('succeeded', more),
        fail: async more => void end('failed', more),
      };
    },
  };
}
