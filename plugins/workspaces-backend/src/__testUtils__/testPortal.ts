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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- its real API makes the sandboxes
import environmentsPlugin from '@fairway-idp/backstage-plugin-environments-backend';
import request from 'supertest';
import workspacesPlugin from '../index';

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

/** Both plugins in a backend, in front of a real cluster. */
export async function startPortal(options: {
  config: JsonObject;
  entities: Entity[];
}) {
  const audit: Audited[] = [];
  /** Notifications that were delivered. */
  const sent: NotificationSendOptions[] = [];
  const mail = { works: true };
  const registry = actionsRegistryServiceMock();
  /** `permission` or `permission user`. */
  const deny = new Set<string>();
  const scheduler = mockServices.scheduler() as MockScheduler;
  const decide = (
    requests: Array<{ permission: { name: string } }>,
    who: string,
  ) =>
    requests.map(({ permission: { name } }) => ({
      result:
        deny.has(name) || deny.has(`${name} ${who}`)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  const userOf = (more?: { credentials?: unknown }) =>
    (
      more?.credentials as
        | { principal?: { userEntityRef?: string } }
        | undefined
    )?.principal?.userEntityRef?.split('/')[1] ?? '';
  const backend = await startTestBackend({
    features: [
      environmentsPlugin,
      workspacesPlugin,
      mockServices.rootConfig.factory({ data: options.config }),
      scheduler.factory({ skipTaskRunOnStartup: true }),
      catalogServiceMock.factory({
        entities: [user('alice'), user('bob'), ...options.entities],
      }),
      mockServices.permissions.mock({
        authorize: async (requests, more) => decide(requests, userOf(more)),
        authorizeConditional: async (requests, more) =>
          decide(requests, userOf(more)),
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
    as,
    audit,
    registry,
    deny,
    sent,
    /** Whether there is a notifications backend. */
    mail,
    pass: () => scheduler.triggerTask('workspaces-pass'),
    environmentsPass: () => scheduler.triggerTask('environments-pass'),
    stop: () => backend.stop(),
    get: (path: string, query: object = {}, who = 'alice') =>
      request(backend.server)
        .get(`/api/workspaces/v1${path}`)
        .query(query)
        .set('Authorization', as(who)),
    post: (path: string, body: object, who = 'alice') =>
      request(backend.server)
        .post(`/api/workspaces/v1${path}`)
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
