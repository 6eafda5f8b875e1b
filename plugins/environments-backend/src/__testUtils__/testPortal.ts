import {
  createServiceFactory,
  type AuditorService,
  type BackendFeature,
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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import Knex, { type Knex as KnexClient } from 'knex';
import request from 'supertest';
import environmentsPlugin from '../index';

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

const user = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
});

/** The plugin in a backend, in front of a real cluster. */
export async function startPortal(options: {
  config: JsonObject;
  /** Beside two users. */
  entities?: Entity[];
  features?: BackendFeature[];
}) {
  const audit: Audited[] = [];
  const sent: NotificationSendOptions[] = [];
  const registry = actionsRegistryServiceMock();
  const deny = new Set<string>();
  const decide = (name: string) => ({
    result: deny.has(name) ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
  });
  const mail = { works: true };
  const scheduler = mockServices.scheduler() as MockScheduler;
  const knex = Knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const backend = await startTestBackend({
    features: [
      environmentsPlugin,
      ...(options.features ?? []),
      mockServices.rootConfig.factory({ data: options.config }),
      mockServices.database.factory({ knex }),
      scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({
        entities: [user('alice'), user('bob'), ...(options.entities ?? [])],
      }),
      mockServices.permissions.mock({
        authorize: async requests =>
          requests.map(({ permission }) => decide(permission.name)),
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
    deny,
    /** Notifications that were delivered. */
    sent,
    /** Whether there is a notifications backend. */
    mail,
    knex: knex as KnexClient,
    pass: () => scheduler.triggerTask('environments-pass'),
    previewPass: () => scheduler.triggerTask('environments-previews'),
    stop: async () => {
      await backend.stop();
      await knex.destroy();
    },
    get: (path: string, query: object = {}, who = 'alice') =>
      request(backend.server)
        .get(`/api/environments/v1${path}`)
        .query(query)
        .set('Authorization', as(who)),
    post: (path: string, body: object, who = 'alice') =>
      request(backend.server)
        .post(`/api/environments/v1${path}`)
        .send(body)
        .set('Authorization', as(who)),
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
