import type {
  Environment,
  Finding,
  WorkspacePlan,
  WorkspaceSpec,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { fits, type QuotaCount } from '../quota/fit';
import type { Settings } from '../settings/settings';
import { finding } from './finding';
import { minutesText } from '../idle/minutesText';

/** What a new workspace would be, and what there is already. */
export interface Creation {
  cluster: string;
  /** The sandbox; its name also if it is not there yet. */
  namespace: string;
  name: string;
  spec: WorkspaceSpec;
  idleMinutes: number;
  /** Absent: it is made too. */
  sandbox?: Environment;
  /** What making the sandbox would do, in the environments plugin's words. */
  sandboxReasons?: readonly string[];
  sandboxFindings?: readonly Finding[];
  quotas: readonly QuotaCount[];
  /** There is one of this name. */
  exists: boolean;
  /** The user's workspaces in all. */
  counts: { all: number; running: number };
}

/** Pure: what is written, and what is in the way. */
export function planCreate(
  creation: Creation,
  settings: Pick<Settings, 'limits'>,
): WorkspacePlan {
  const { cluster, namespace, name, spec, sandbox, idleMinutes } = creation;
  const { repository, branch, tier, image, dependencies, resources } = spec;
  return {
    action: 'create',
    cluster,
    namespace,
    name,
    summary: `Make workspace ${name} of ${spec.entityRef}${
      branch ? ` at ${branch}` : ''
    } in ${sandbox ? `sandbox ${namespace}` : `a new sandbox, ${namespace}`}`,
    reasons: [
      ...(sandbox ? [] : creation.sandboxReasons ?? []),
      `Create Deployment ${name}: ${image.image}, tier ${tier} (${resources.requests.cpu} CPU and ${resources.requests.memory} asked for, ${resources.limits.cpu} and ${resources.limits.memory} at most)`,
      `Apply PersistentVolumeClaim ${name} of ${resources.storage}, which stays when it is stopped`,
      `Apply ServiceAccount ${name}, without a token`,
      `Apply ConfigMap and Service ${name}, for SSH`,
      `Apply NetworkPolicy ${name}: out to ${dependencies
        .filter(({ status }) => status === 'resolved')
        .map(({ entityRef }) => `${entityRef}, `)
        .join('')}and what the platform allows`,
      `Clone ${repository.url}${branch ? ` at ${branch}` : ''} to ${
        repository.folder
      }`,
      `Stop it after ${minutesText(idleMinutes)} without a sign of life`,
    ],
    findings: [
      ...(creation.sandboxFindings ?? []),
      ...obstacles(creation, settings),
      ...dependencies
        .filter(({ status }) => status === 'missing')
        .map(({ entityRef, reason }) =>
          finding(
            'dependency',
            `${entityRef} is not wired in: ${reason}`,
            'info',
          ),
        ),
    ],
    noop: false,
    version: '',
  };
}

function obstacles(
  { exists, name, sandbox, counts, spec, quotas }: Creation,
  { limits }: Pick<Settings, 'limits'>,
): Finding[] {
  const block = (id: string, message: string) => finding(id, message, 'block');
  const room = fits(spec.resources, quotas);
  return [
    ...(exists
      ? [
          block(
            'exists',
            `${name} is there already: open it, or choose another branch`,
          ),
        ]
      : []),
    ...(sandbox?.asleep
      ? [
          block(
            'asleep',
            `Sandbox ${sandbox.name} is asleep: wake it first, or choose another`,
          ),
        ]
      : []),
    ...(counts.all >= limits.perUser
      ? [
          block(
            'limit',
            `You have ${counts.all} workspaces, and may have ${limits.perUser}: delete one first`,
          ),
        ]
      : []),
    ...(counts.running >= limits.runningPerUser
      ? [
          block(
            'limit-running',
            `${counts.running} of your workspaces run, and ${limits.runningPerUser} may: stop one first`,
          ),
        ]
      : []),
    ...(room.enabled
      ? []
      : [block('quota', room.why ?? 'The quota is used up')]),
  ];
}
