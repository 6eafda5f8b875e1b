import {
  createServiceFactory,
  type AuditorService,
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
import housekeepingPlugin from '../index';

/** One event of the audit log, as it ended. */
export interface Audited {
  eventId: string;
  outcome: 'succeeded' | 'failed';
  meta: JsonObject;
}

/** What the mock has beyond its declared type. */
type MockScheduler = SchedulerService & {
  factory(options: {
    skipTaskRunOnStartup: boolean;
  }): ServiceFactory<SchedulerService, 'plugin'>;
};

const entity = (kind: string, name: string, more: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default' },
  spec: {},
  ...more,
});

/** Two users, the platform team, and a component of bob's. */
const ENTITIES: Entity[] = [
  entity('User', 'alice'),
  entity('User', 'bob'),
  entity('Group', 'platform'),
  entity('Component', 'shop', {
    metadata: {
      name: 'shop',
      namespace: 'default',
      annotations: { 'backstage.io/kubernetes-id': 'shop' },
    },
    relations: [{ type: 'ownedBy', targetRef: 'user:default/bob' }],
  }),
];

/** The plugin in a backend, in front of a real cluster. */
export async function startPortal(options: { config: JsonObject }) {
  const audit: Audited[] = [];
  const sent: NotificationSendOptions[] = [];
  const registry = actionsRegistryServiceMock();
  const decisions = new Map<string, PolicyDecision>();
  const decide = (name: string): PolicyDecision =>
    decisions.get(name) ?? { result: AuthorizeResult.ALLOW };
  const mail = { works: true };
  const scheduler = mockServices.scheduler() as MockScheduler;
  const knex = Knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const backend = await startTestBackend({
    features: [
      housekeepingPlugin,
      mockServices.rootConfig.factory({ data: options.config }),
      mockServices.database.factory({ knex }),
      scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => ({
            result:
              decide(permission.name).result === AuthorizeResult.ALLOW
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
        authorizeConditional: async requests =>
          requests.map(({ permission }) => decide(permission.name)),
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
  return {
    server: backend.server,
    audit,
    registry,
    /** What the policy says, by the name of the permission; else all is allowed. */
    decisions,
    /** Notifications that were delivered. */
    sent,
    /** Whether there is a notifications backend. */
    mail,
    knex: knex as KnexClient,
    pass: () => scheduler.triggerTask('housekeeping-pass'),
    sample: () => scheduler.triggerTask('housekeeping-samples'),
    stop: async () => {
      await backend.stop();
      await knex.destroy();
    },
    get: (path: string, query: object = {}, who = 'alice') =>
      request(backend.server)
        .get(`/api/housekeeping/v1${path}`)
        .query(query)
        .set('Authorization', as(who)),
    post: (path: string, body: object, who = 'alice') =>
      request(backend.server)
        .post(`/api/housekeeping/v1${path}`)
        .send(body)
        .set('Authorization', as(who)),
    anonymous: (path: string) =>
      request(backend.server)
        .get(`/api/housekeeping/v1${path}`)
        .set('Authorization', mockCredentials.none.header()),
  };
}

/** @see startPortal */
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;

function recorder(audit: Audited[]): AuditorService {
  return {
    async createEvent({ eventId, meta }) {
      const end = (
        outcome: Audited['outcome'],
        more: { meta?: JsonObject } = {},
      ) =>
        audit.push({
          eventId,
          outcome,
          meta: { ...meta, ...more.meta } as JsonObject,
        });
      return {
        success: async more => void end('succeeded', more),
        fail: async more => void end('failed', more),
      };
    },
  };
}
