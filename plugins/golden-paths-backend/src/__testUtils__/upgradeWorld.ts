import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
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
import {
  waitFor,
  WorkingCopy,
} from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { Knex } from 'knex';
import request from 'supertest';
import goldenPathsPlugin from '../index';
import { TestForge } from './TestForge';
import { TestTemplate } from './TestTemplate';

/** What the mock has beyond its declared type. */
type MockScheduler = SchedulerService & {
  factory(options: {
    skipTaskRunOnStartup: boolean;
  }): ServiceFactory<SchedulerService, 'plugin'>;
};

interface TestOptions {
  /** Address of a Gitea, with the login and password of an administrator. */
  address: string;
  /** Names of components that will be made. */
  components: string[];
  /** Components that were registered from the repository of another one. */
  registeredFrom?: Record<string, string>;
  goldenPaths?: JsonObject;
  kubeconfig?: string;
  /** What the backend's database is; default: SQLite in files. */
  database?: JsonObject;
}

/** As routes want a component named. */
export function refOf(name: string): { entityRef: string } {
  return { entityRef: `component:default/${name}` };
}

/**
 * The plugin in a backend with the real scaffolder, before a real forge. Its
 * database outlives a restart.
 */
export async function startUpgradeWorld(options: TestOptions) {
  const forge = await TestForge.open(options.address);
  const template = TestTemplate.create();
  const folder = mkdtempSync(join(tmpdir(), 'fairway-database-'));
  const denied = new Set<string>();
  const sent: NotificationSendOptions[] = [];
  const audit: Array<{ eventId: string; outcome: string; meta: JsonObject }> =
    [];
  const entities = entitiesOf(options, template, forge);
  const start = async () => {
    const scheduler = mockServices.scheduler() as MockScheduler;
    const registry = actionsRegistryServiceMock();
    let opened: Promise<Knex> = Promise.reject(new Error('not open'));
    opened.catch(() => undefined);
    // Another part of the plugin, which shares its database.
    const peek = createBackendModule({
      pluginId: 'golden-paths',
      moduleId: 'peek',
      register(env) {
        env.registerInit({
          deps: { database: coreServices.database },
          async init({ database }) {
            opened = database.getClient();
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        goldenPathsPlugin,
        import(
          '@fairway-idp/backstage-plugin-environments-backend-module-gitea/golden-paths'
        ),
        import('@backstage/plugin-scaffolder-backend'),
        import('@backstage/plugin-scaffolder-backend-module-gitea'),
        import(
          '@fairway-idp/backstage-plugin-scaffolder-backend-module-golden-paths'
        ),
        databaseServiceFactory,
        peek,
        scheduler.factory({ skipTaskRunOnStartup: true }),
        mockServices.rootConfig.factory({
          data: configOf(forge, folder, options),
        }),
        catalogServiceMock.factory({ entities }),
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => ({
              result: denied.has(permission.name)
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            })),
          authorizeConditional: async requests =>
            requests.map(() => ({ result: AuthorizeResult.ALLOW })),
        }).factory,
        mockServices.auditor.mock({
          async createEvent({ eventId, meta }) {
            const end =
              (outcome: string) =>
              async (more: { meta?: JsonObject } = {}) => {
                const all = { ...meta, ...more.meta } as JsonObject;
                audit.push({ eventId, outcome, meta: all });
              };
            return { success: end('succeeded'), fail: end('failed') };
          },
        }).factory,
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
              sent.push(notification);
            },
          }),
        }),
      ],
    });
    return { backend, registry, scheduler, database: () => opened };
  };
  let running = await start();
  const as = (person: string) =>
    mockCredentials.user.header(`user:default/${person}`);
  const eventsOf = async (task: string) => {
    const { body } = await request(running.backend.server)
      .get(`/api/scaffolder/v2/tasks/${task}/events`)
      .set('Authorization', as('ada'));
    return body as Array<{ type: string; body: { message: string } }>;
  };
  const ended = async (id: string) => {
    let said: string[] = [];
    // It waits for its turn, renders, publishes and pushes.
    await waitFor(
      `the task ${id}`,
      async () => {
        const events = await eventsOf(id);
        said = events.map(one => one.body.message);
        return events.some(({ type }) => type === 'completion');
      },
      60_000,
    );
    return said;
  };
  const world = {
    forge,
    template,
    entities,
    denied,
    sent,
    audit,
    get server() {
      return running.backend.server;
    },
    get registry() {
      return running.registry;
    },
    run: (task: 'notices' | 'adoption' | 'campaigns') =>
      running.scheduler.triggerTask(`golden-paths-${task}`),
    get: (path: string, query: object = {}, person = 'ada') =>
      request(running.backend.server)
        .get(`/api/golden-paths/v1${path}`)
        .query(query)
        .set('Authorization', as(person)),
    post: (path: string, body: object, person = 'ada') =>
      request(running.backend.server)
        .post(`/api/golden-paths/v1${path}`)
        .send(body)
        .set('Authorization', as(person)),
    status: async (name: string) => {
      const { body } = await world.get('/component', refOf(name));
      return body;
    },
    upgrade: (name: string, parameters?: object) =>
      world.post('/component/upgrade', {
        ...refOf(name),
        reason: 'New probes',
        ...(parameters && { parameters }),
      }),
    /**
     * By a real task of the scaffolder, which has ended then.
     *
     * @returns id of the task, and what it said
     */
    make: async (name: string, values: object = {}) => {
      forge.owns(name);
      const { body } = await request(running.backend.server)
        .post('/api/scaffolder/v2/tasks')
        .set('Authorization', as('ada'))
        .send({
          templateRef: template.ref,
          values: {
            name,
            repoUrl: `${forge.host}?owner=${forge.organization}&repo=${name}`,
            ...values,
          },
        });
      const id = body.id as string;
      return { id, said: await ended(id) };
    },
    /** As the button "Retry" does, of a task that has ended. */
    retry: async (id: string) => {
      await request(running.backend.server)
        .post(`/api/scaffolder/v2/tasks/${id}/retry`)
        .set('Authorization', as('ada'))
        .send({})
        .expect(201);
      return { id, said: await ended(id) };
    },
    /** @see make */
    made: async (name: string, values?: object) => {
      const { said } = await world.make(name, values);
      if (!said.includes('Run completed with status: completed')) {
        throw new Error(`The task of ${name}: ${said.join('; ')}`);
      }
    },
    /** The catalog has read that a component is at a version by now. */
    registered: (name: string, version: string) => {
      const entity = entities.find(({ metadata }) => metadata.name === name);
      Object.assign(entity?.metadata.annotations ?? {}, {
        'fairway.dev/golden-path-version': version,
      });
    },
    /** Nobody was told of a component. */
    overlook: async (name: string) => {
      const knex = await running.database();
      const { entityRef } = refOf(name);
      await knex('golden_path_notices')
        .where({ entity_ref: entityRef })
        .delete();
    },
    /** The portal loses what the template was at a version. */
    forget: async (version: string) => {
      const knex = await running.database();
      await knex('golden_path_sources').where({ version }).delete();
    },
    /** What was begun was begun longer ago, and what waits has waited. */
    minuteLater: async () => {
      const knex = await running.database();
      const at = new Date(Date.now() - 61_000).toISOString();
      await knex('golden_path_campaign_items')
        .whereNotNull('at')
        .update({ at, looked_at: null });
      await knex('golden_path_campaigns')
        .whereNotNull('waits_until')
        .update({ waits_until: at });
    },
    credentials: (person: string) =>
      mockCredentials.user(`user:default/${person}`),
    clone: (name: string) => WorkingCopy.clone(forge.remote(name)),
    restart: async () => {
      await running.backend.stop();
      running = await start();
    },
    stop: async () => {
      await running.backend.stop();
      await forge.cleanUp();
      template.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** @see startUpgradeWorld */
export type UpgradeWorld = Awaited<ReturnType<typeof startUpgradeWorld>>;

function configOf(
  { host, url, login, password }: TestForge,
  folder: string,
  { goldenPaths = {}, kubeconfig, database }: TestOptions,
): JsonObject {
  return {
    backend: {
      database: database ?? {
        client: 'better-sqlite3',
        connection: { directory: folder },
      },
      reading: { allow: [{ host }] },
    },
    integrations: {
      gitea: [{ host, baseUrl: url, username: login, password }],
    },
    environments: { previews: { forges: [{ type: 'gitea', url }] } },
    ...(kubeconfig && {
      fairway: { clusters: { main: { kubeconfig: { file: kubeconfig } } } },
    }),
    goldenPaths,
  };
}

function entitiesOf(
  { components, registeredFrom = {} }: TestOptions,
  template: TestTemplate,
  { url, organization }: TestForge,
): Entity[] {
  const user = (name: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name, namespace: 'default' },
    spec: {},
  });
  return [
    template.entity,
    user('ada'),
    user('bob'),
    ...components.map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        namespace: 'default',
        annotations: {
          'backstage.io/kubernetes-id': name,
          'backstage.io/managed-by-location': `url:${url}/${organization}/${
            registeredFrom[name] ?? name
          }/src/branch/main/catalog-info.yaml`,
          'backstage.io/source-location': `url:${url}/${organization}/${name}/src/branch/main/`,
          'fairway.dev/golden-path': template.ref,
          'fairway.dev/golden-path-version': '1.0.0',
        },
      },
      relations: [{ type: 'ownedBy', targetRef: 'user:default/bob' }],
      spec: { type: 'service', owner: 'user:default/bob' },
    })),
  ];
}
