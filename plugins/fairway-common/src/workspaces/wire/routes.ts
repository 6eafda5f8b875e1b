import { z } from 'zod/v3';
import { workspaceRefSchema } from '../../refs/workspaceRef';
import { defineRoutes } from '../../wire/route';
import { confirmationSchema } from '../../workloads/changes';
import {
  createWorkspaceInputSchema,
  keepAwakeInputSchema,
  setIdleInputSchema,
  workspacePlanSchema,
  workspaceResultSchema,
} from './changes';
import {
  commandLineSchema,
  connectInfoSchema,
  issueCertificateInputSchema,
  sandboxKubeconfigSchema,
  sshCertificateSchema,
} from './connect';
import { innerLoopInputSchema, innerLoopViewSchema } from './innerLoop';
import { workspaceEntitySchema, workspaceOptionsSchema } from './options';
import { workspaceScopeSchema, workspacesViewSchema } from './view';

/** Id of the workspaces plugin, frontend and backend. @public */
export const WORKSPACES_PLUGIN_ID = 'workspaces';

/** A plan and the route that carries it out, for one verb. */
function pathOf(verb: string) {
  return {
    plan: {
      method: 'POST',
      path: `/v1/workspace/${verb}/plan`,
      output: workspacePlanSchema,
    },
    apply: {
      method: 'POST',
      path: `/v1/workspace/${verb}`,
      output: workspaceResultSchema,
    },
  } as const;
}

/**
 * The API of the workspaces plugin, beside its two WebSockets
 * (`WORKSPACE_STREAMS`).
 *
 * @public
 */
export const workspacesRoutes = defineRoutes({
  listWorkspaces: {
    method: 'GET',
    path: '/v1/workspaces',
    summary: 'Workspaces, as they are now',
    input: workspaceScopeSchema,
    output: workspacesViewSchema,
  },
  watchWorkspaces: {
    method: 'GET',
    path: '/v1/workspaces/watch',
    summary: 'Workspaces, again whenever something changes',
    input: workspaceScopeSchema,
    output: workspacesViewSchema,
    stream: true,
  },
  getWorkspaceOptions: {
    method: 'GET',
    path: '/v1/workspace/options',
    summary: 'What the form for a new workspace offers to this user',
    input: workspaceEntitySchema,
    output: workspaceOptionsSchema,
  },
  planCreateWorkspace: {
    ...pathOf('create').plan,
    summary: 'What a new workspace would be; writes nothing',
    input: createWorkspaceInputSchema,
  },
  createWorkspace: {
    ...pathOf('create').apply,
    summary: 'Make a workspace, and a sandbox for it where there is none',
    input: createWorkspaceInputSchema,
  },
  planStart: {
    ...pathOf('start').plan,
    summary: 'What starting would do; writes nothing',
    input: workspaceRefSchema,
  },
  start: {
    ...pathOf('start').apply,
    summary: 'Start a workspace that is stopped',
    input: workspaceRefSchema.merge(confirmationSchema),
  },
  planStop: {
    ...pathOf('stop').plan,
    summary: 'What stopping would do; writes nothing',
    input: workspaceRefSchema,
  },
  stop: {
    ...pathOf('stop').apply,
    summary: 'Stop a workspace; its volume stays',
    input: workspaceRefSchema.merge(confirmationSchema),
  },
  planDelete: {
    ...pathOf('delete').plan,
    summary:
      'What deleting would do, and which work would be lost; writes nothing',
    input: workspaceRefSchema,
  },
  delete: {
    ...pathOf('delete').apply,
    summary: 'Delete a workspace with its volume',
    input: workspaceRefSchema.merge(confirmationSchema),
  },
  planKeepAwake: {
    ...pathOf('keep-awake').plan,
    summary: 'What keeping it awake would do; writes nothing',
    input: keepAwakeInputSchema,
  },
  keepAwake: {
    ...pathOf('keep-awake').apply,
    summary: 'Put off the idle stop of a workspace until a time',
    input: keepAwakeInputSchema.merge(confirmationSchema),
  },
  planSetIdle: {
    ...pathOf('set-idle').plan,
    summary: 'What another idle time would do; writes nothing',
    input: setIdleInputSchema,
  },
  setIdle: {
    ...pathOf('set-idle').apply,
    summary: 'Change after how long without a signal a workspace stops',
    input: setIdleInputSchema.merge(confirmationSchema),
  },
  getConnectInfo: {
    method: 'GET',
    path: '/v1/workspace/connect',
    summary: 'How one gets into a workspace: terminal, SSH, editors',
    input: workspaceRefSchema,
    output: connectInfoSchema,
  },
  issueCertificate: {
    method: 'POST',
    path: '/v1/workspace/ssh/certificate',
    summary: 'A certificate of a few minutes for a public key',
    input: issueCertificateInputSchema,
    output: sshCertificateSchema,
  },
  issueKubeconfig: {
    method: 'POST',
    path: '/v1/workspace/kubeconfig',
    summary: 'A kubeconfig for the sandbox, with credentials that end soon',
    input: workspaceRefSchema,
    output: sandboxKubeconfigSchema,
  },
  getCommandLine: {
    method: 'GET',
    path: '/v1/command-line',
    summary: 'The program that carries SSH through the portal',
    input: z.object({}),
    output: commandLineSchema,
  },
  getInnerLoop: {
    method: 'GET',
    path: '/v1/inner-loop',
    summary: 'Files for an inner-loop tool, and which tool suits',
    input: innerLoopInputSchema,
    output: innerLoopViewSchema,
  },
});

/** Type of {@link workspacesRoutes}. @public */
export type WorkspacesRoutes = typeof workspacesRoutes;
