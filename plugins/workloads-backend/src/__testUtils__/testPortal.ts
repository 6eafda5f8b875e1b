import {
  createServiceFactory,
  type AuditorService,
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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import workloadsPlugin from '../index';

/** One event of the audit log, as it ended. */
export interface Audited {
  eventId: string;
  severityLevel?: string;
  outcome: 'succeeded' | 'failed';
  meta: JsonObject;
  error?: string;
}

/** Makes a Component of `group:default/shop-team`. */
export function component(
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop-team' },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/shop-team' }],
  };
}

/** The plugin in a backend, in front of real clusters. */
export async function startPortal(options: {
  config: JsonObject;
  entities: Entity[];
  /** Names of permissions that the policy denies. */
  deny?: string[];
}) {
  const audit: Audited[] = [];
  const registry = actionsRegistryServiceMock();
  const deny = new Set(options.deny);
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result: deny.has(permission.name)
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
      })),
  });
  const backend = await startTestBackend({
    features: [
      workloadsPlugin,
      mockServices.rootConfig.factory({ data: options.config }),
      catalogServiceMock.factory({ entities: options.entities }),
      permissions.factory,
      mockServices.auditor.mock(recorder(audit)).factory,
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => registry,
      }),
    ],
  });
  const as = (user = 'user:default/ada') => mockCredentials.user.header(user);
  return {
    server: backend.server,
    audit,
    registry,
    deny,
    stop: () => backend.stop(),
    get: (path: string, query: object, user?: string) =>
      request(backend.server)
        .get(`/api/workloads/v1${path}`)
        .query(query)
        .set('Authorization', as(user)),
    post: (path: string, body: object, user?: string) =>
      request(backend.server)
        .post(`/api/workloads/v1${path}`)
        .send(body)
        .set('Authorization', as(user)),
  };
}

/** @see startPortal */
export type TestPortal = Awaited<ReturnType<typeof startPortal>>;

function recorder(audit: Audited[]): AuditorService {
  return {
    async createEvent({ eventId, severityLevel, meta }) {
      const base = { eventId, severityLevel };
      return {
        async success(more) {
          audit.push({
            ...base,
            outcome: 'succeeded',
            meta: { ...meta, ...more?.meta } as JsonObject,
          });
        },
        async fail(more) {
          audit.push({
            ...base,
            outcome: 'failed',
            meta: { ...meta, ...more.meta } as JsonObject,
            error: more.error.message,
          });
        },
      };
    },
  };
}
