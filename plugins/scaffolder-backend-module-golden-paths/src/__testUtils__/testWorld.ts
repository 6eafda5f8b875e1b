import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderServiceRef,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { TemplateInfo } from '@backstage/plugin-scaffolder-common';
import type { JsonObject } from '@backstage/types';
import { fairwayClustersServiceRef } from '@fairway-idp/backstage-plugin-fairway-node';
import type { RealCluster } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { KubernetesObject, V1PolicyRule } from '@kubernetes/client-node';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { createActions } from '../createActions';

/** Somebody with the rights of a developer in the namespace; others have none. */
export const ADA = 'user:default/ada';

/** What an action did. */
export interface Ran {
  outputs: JsonObject;
  log: string[];
}

/** The actions, in front of a real cluster called `main`, with a namespace. */
export async function startWorld(
  cluster: RealCluster,
  options: {
    config?: JsonObject;
    features?: BackendFeature[];
    /** Of the account that acts for people; default: the administrator does. */
    actorToken?: string;
  } = {},
) {
  const { actorToken } = options;
  const namespace = await cluster.createNamespace('golden');
  await grant(cluster, namespace, 'ada');
  const world = await startActions({
    features: options.features ?? [
      catalogServiceMock.factory({ entities: [] }),
    ],
    config: {
      ...options.config,
      fairway: {
        clusters: {
          main: {
            kubeconfig: { file: cluster.kubeconfig },
            ...(actorToken && { actorToken }),
          },
        },
      },
    },
  });
  return { ...world, namespace };
}

/** The actions, as a backend with these features and this configuration has them. */
export async function startActions(options: {
  features: BackendFeature[];
  config: JsonObject;
}) {
  const workspace = await mkdtemp(join(tmpdir(), 'fairway-golden-'));
  const { actions, audit, stop } = await actionsFor(options);

  const run = async (
    id: string,
    input: object,
    more: {
      task?: string;
      isDryRun?: boolean;
      signal?: AbortSignal;
      secrets?: Record<string, string>;
      /** Default: a template of which nothing more is known. */
      templateInfo?: TemplateInfo;
      onLog?: (line: string) => void;
    } = {},
  ): Promise<Ran> => {
    const action = actions.find(one => one.id === id);
    if (!action) {
      throw new Error(`There is no action ${id}`);
    }
    const outputs: JsonObject = {};
    const log: string[] = [];
    const write = (line: string) => {
      log.push(line);
      more.onLog?.(line);
    };
    const context = createMockActionContext({
      workspacePath: workspace,
      input: input as JsonObject,
    });
    await action.handler({
      ...context,
      ...more,
      secrets: more.secrets,
      task: { id: more.task ?? 'task-1' },
      templateInfo: more.templateInfo ?? { entityRef: 'template:default/web' },
      getInitiatorCredentials: async () => mockCredentials.user(ADA),
      output: (name: string, value: never) => {
        outputs[name] = value;
      },
      logger: { ...context.logger, info: write, warn: write } as never,
    } as never);
    return { outputs, log };
  };

  return {
    workspace,
    actions,
    audit,
    run,
    write: async (path: string, content: string | object[]) => {
      const file = join(workspace, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(
        file,
        typeof content === 'string'
          ? content
          : content.map(one => stringify(one)).join('---\n'),
      );
    },
    stop: async () => {
      await stop();
      await rm(workspace, { recursive: true, force: true });
    },
  };
}

/** @see startWorld */
export type TestWorld = Awaited<ReturnType<typeof startWorld>>;

/** @see startActions */
export type TestActions = Awaited<ReturnType<typeof startActions>>;

/** What an action wrote into the audit log. */
export interface Audited {
  eventId: string;
  meta: JsonObject;
  end: 'success' | 'fail';
}

/** As the module makes them, from the services of a running backend. */
async function actionsFor(options: {
  features: BackendFeature[];
  config: JsonObject;
}) {
  let actions: TemplateAction[] = [];
  const audit: Audited[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta = {} }) => {
      const ended = (end: Audited['end']) => async () => {
        audit.push({ eventId, meta, end });
      };
      return { success: ended('success'), fail: ended('fail') };
    },
  });
  const probe = createBackendPlugin({
    pluginId: 'probe',
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          clusters: fairwayClustersServiceRef,
          config: coreServices.rootConfig,
          database: coreServices.database,
          urlReader: coreServices.urlReader,
          scaffolder: scaffolderServiceRef,
          userInfo: coreServices.userInfo,
        },
        async init(deps) {
          actions = await createActions({ ...deps, auditor });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      probe,
      ...options.features,
      mockServices.rootConfig.factory({ data: options.config }),
    ],
  });
  return { actions, audit, stop: () => backend.stop() };
}

/**
 * Gives a person the rights of a developer in one namespace.
 *
 * @param more - a rule beside them
 */
export async function grant(
  cluster: RealCluster,
  namespace: string,
  person: string,
  more?: V1PolicyRule,
): Promise<void> {
  const rbac = 'rbac.authorization.k8s.io';
  const subjects = [
    { apiGroup: rbac, kind: 'User', name: `backstage:default/${person}` },
  ];
  const ownRole = { name: `more-of-${person}`, namespace };
  await cluster.applyObjects<KubernetesObject & Record<string, unknown>>([
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: `developer-${person}`, namespace },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: 'edit' },
      subjects,
    },
    ...(more
      ? [
          {
            apiVersion: `${rbac}/v1`,
            kind: 'Role',
            metadata: ownRole,
            rules: [more],
          },
          {
            apiVersion: `${rbac}/v1`,
            kind: 'RoleBinding',
            metadata: ownRole,
            roleRef: { apiGroup: rbac, kind: 'Role', name: ownRole.name },
            subjects,
          },
        ]
      : []),
  ]);
}
