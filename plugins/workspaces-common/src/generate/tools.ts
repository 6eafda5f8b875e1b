import type { InnerLoopTool } from '@fairway-idp/backstage-plugin-fairway-common';

export {
  INNER_LOOP_TOOLS,
  type InnerLoopTool,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What is known of a tool. @public */
export interface ToolInfo {
  /** As its makers write it. */
  title: string;
  /** What a file says of its own form. */
  format: string;
  /** Versions that read it, as a semver range. */
  versions: string;
  /** Commands that begin, end and check. */
  commands: { start: string; undo: string; validate: string };
}

/** What is known of each tool. @public */
export const TOOL_INFO: Readonly<Record<InnerLoopTool, ToolInfo>> = {
  skaffold: {
    title: 'Skaffold',
    format: 'skaffold/v4beta13',
    versions: '>=2.15.0 <2.25.0',
    commands: {
      start: 'skaffold dev',
      undo: 'skaffold delete',
      validate: 'skaffold diagnose --yaml-only',
    },
  },
  tilt: {
    title: 'Tilt',
    format: 'Tiltfile',
    versions: '~0.37.0',
    commands: {
      start: 'tilt up',
      undo: 'tilt down',
      validate: 'tilt alpha tiltfile-result',
    },
  },
  devspace: {
    title: 'DevSpace',
    format: 'v2beta1',
    versions: '~6.3.0',
    commands: {
      start: 'devspace dev',
      undo: 'devspace reset pods && devspace purge',
      validate: 'devspace print',
    },
  },
  garden: {
    title: 'Garden',
    format: 'garden.io/v2',
    versions: '~0.14.0',
    commands: {
      start: 'garden deploy --sync',
      undo: 'garden cleanup deploy',
      validate: 'garden validate',
    },
  },
  telepresence: {
    title: 'Telepresence',
    format: 'telepresence.io/v1alpha1',
    versions: '>=2.31.0 <3.0.0',
    commands: {
      start: 'telepresence apply -f telepresence.yaml',
      undo: 'telepresence delete -f telepresence.yaml',
      validate: 'telepresence apply -f telepresence.yaml --dry-run',
    },
  },
  mirrord: {
    title: 'mirrord',
    format: 'mirrord.json',
    versions: '>=3.250.0 <4.0.0',
    commands: {
      start: 'mirrord exec -f .mirrord/mirrord.json --',
      undo: 'the end of the process',
      validate: 'mirrord verify-config .mirrord/mirrord.json',
    },
  },
  devfile: {
    title: 'devfile',
    format: '2.3.0',
    versions: '~2.3.0',
    commands: {
      start: 'a workspace that reads devfile.yaml',
      undo: 'the deletion of that workspace',
      validate: 'the devfile schema 2.3.0',
    },
  },
};
