import {
  workloadPermissions,
  type Availability,
  type WorkloadView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { SharedWorkloadView } from './workloadView';

/** The verbs that a viewer's permission is asked for. */
export type ViewVerb = keyof WorkloadView['actions'];

/** What a viewer may do with one workload. */
export type Decisions = Readonly<Record<ViewVerb, boolean>>;

/** A sentence about who can help somebody that may not. */
export type Help = string;

/** The kinds that a verb exists for (kubectl's rules, its `polymorphichelpers`). */
export const KINDS_OF_VERB = {
  scale: ['Deployment', 'StatefulSet'],
  restart: ['Deployment', 'StatefulSet', 'DaemonSet'],
  rollback: ['Deployment', 'StatefulSet', 'DaemonSet'],
} as const satisfies Record<string, readonly WorkloadView['kind'][]>;

/** A verb that changes a workload. */
export type ChangeVerb = keyof typeof KINDS_OF_VERB;

/** Whether a verb exists for a kind. */
export function supports(
  verb: ChangeVerb,
  kind: WorkloadView['kind'],
): boolean {
  return (KINDS_OF_VERB[verb] as readonly string[]).includes(kind);
}

const VERBS: Record<ViewVerb | 'read', string> = {
  read: 'see',
  scale: 'scale',
  restart: 'restart',
  rollback: 'roll back',
  logs: 'read the logs of',
};

/**
 * Which buttons a viewer has: what the workload is comes first, what the viewer
 * may do second. The same rules are enforced again when it comes to the deed.
 */
export function actionsOf(
  workload: SharedWorkloadView,
  decisions: Decisions,
  help: Help,
): WorkloadView['actions'] {
  const change = (verb: ChangeVerb): Availability =>
    notFor(verb, workload) ?? permitted(verb, decisions, help);
  return {
    scale: change('scale'),
    restart: change('restart'),
    rollback: change('rollback'),
    logs: permitted('logs', decisions, help),
  };
}

function notFor(
  verb: ChangeVerb,
  { kind, paused }: SharedWorkloadView,
): Availability | undefined {
  if (!supports(verb, kind)) {
    return { enabled: false, why: `There is no ${verb} for a ${kind}` };
  }
  if (paused && verb !== 'scale') {
    return {
      enabled: false,
      why: `The ${kind} is paused: resume it first`,
    };
  }
  return undefined;
}

function permitted(
  verb: ViewVerb,
  decisions: Decisions,
  help: Help,
): Availability {
  return decisions[verb]
    ? { enabled: true }
    : { enabled: false, why: deniedText(verb, 'this workload', help) };
}

/** Why not, in words: which permission is missing and who may help. */
export function deniedText(
  verb: ViewVerb | 'read',
  what: string,
  help: Help,
): string {
  return `You may not ${VERBS[verb]} ${what}: permission ${workloadPermissions[verb].name} is denied. ${help}`;
}
