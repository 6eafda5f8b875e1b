import type {
  Environment,
  Finding,
  UnpushedWork,
  WorkspacePlan,
  WorkspaceRecordPatch,
  WorkspaceState,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspaceFacts } from '@fairway-idp/backstage-plugin-fairway-node';
import { createHash } from 'node:crypto';
import { fits, type QuotaCount } from '../quota/fit';
import type { Settings } from '../settings/settings';
import type { Situation } from '../state/state';
import { describeUnpushed } from '../unpushed/unpushed';
import { finding } from './finding';
import { minutesText } from '../idle/minutesText';

/** What people ask of a workspace. */
export type ChangeVerb =
  | 'start'
  | 'stop'
  | 'delete'
  | 'keep-awake'
  | 'set-idle';

/** What a change is asked for. */
export interface ChangeWish {
  verb: ChangeVerb;
  hours?: number;
  idleMinutes?: number;
  reason: string;
}

/** All that is known when it is planned. */
export interface ChangeScene {
  cluster: string;
  facts: WorkspaceFacts;
  situation: Situation;
  sandbox: Environment;
  quotas: readonly QuotaCount[];
  /** The owner's workspaces that run. */
  running: number;
  /** As a look just now told; absent if there was none, or it told nothing. */
  unpushed?: UnpushedWork;
  /** Who asks, as an entity reference. */
  actor: string;
  now: Date;
}

/** The plan, and what it changes of the record. */
export interface Change {
  plan: WorkspacePlan;
  patch: WorkspaceRecordPatch;
}

const HOUR = 3_600_000;

/**
 * Differs when what a reviewer saw differs. Not the resourceVersion, which a
 * status changes all the time, and not the last sign of life.
 */
export function versionOf({ uid, wanted, record }: WorkspaceFacts): string {
  const { startedAt, stopped, failed, keepAwakeUntil, idleMinutes } = record;
  return createHash('sha256')
    .update(
      JSON.stringify([
        uid,
        wanted,
        startedAt,
        stopped,
        failed,
        keepAwakeUntil,
        idleMinutes,
      ]),
    )
    .digest('hex')
    .slice(0, 16);
}

interface Draft {
  summary: string;
  reasons: string[];
  findings: Finding[];
  noop?: boolean;
  patch?: WorkspaceRecordPatch;
}

type Drafter = (
  wish: ChangeWish,
  scene: ChangeScene,
  settings: Pick<Settings, 'limits' | 'idle'>,
) => Draft;

function start(
  { facts, sandbox, quotas, running, now }: ChangeScene,
  { limits }: Pick<Settings, 'limits'>,
): Draft {
  const { name, record, volume } = facts;
  const noop = facts.wanted === 'running';
  const room = fits(record.spec.resources, quotas, {
    withVolume: volume === undefined,
  });
  const block = (id: string, message: string) => finding(id, message, 'block');
  return {
    summary: `Start workspace ${name}`,
    reasons: [
      `Set replicas of Deployment ${name} to 1`,
      volume
        ? `Attach its volume of ${volume.size}, as it was left`
        : `Make its volume anew: the last start failed before there was anything on it`,
    ],
    noop,
    findings: noop
      ? []
      : [
          ...(sandbox.asleep
            ? [
                block(
                  'asleep',
                  `Sandbox ${sandbox.name} is asleep: wake it first`,
                ),
              ]
            : []),
          ...(running >= limits.runningPerUser
            ? [
                block(
                  'limit-running',
                  `${running} workspaces of ${sandbox.owner} run, and ${limits.runningPerUser} may: stop one first`,
                ),
              ]
            : []),
          ...(room.enabled
            ? []
            : [block('quota', room.why ?? 'The quota is used up')]),
        ],
    patch: {
      startedAt: now.toISOString(),
      readyAt: null,
      stopped: null,
      failed: null,
      lastSignal: null,
    },
  };
}

function stop(
  { reason }: ChangeWish,
  { facts, situation, actor, now }: ChangeScene,
): Draft {
  const { name, volume } = facts;
  const asleep = situation.state === 'asleep';
  return {
    summary: `Stop workspace ${name}`,
    reasons: [
      `Set replicas of Deployment ${name} to 0: what runs in it ends`,
      `Keep its volume${volume ? ` of ${volume.size}` : ''}`,
    ],
    noop: facts.wanted === 'stopped' && !asleep,
    findings: asleep
      ? [
          finding(
            'asleep',
            'It sleeps with its sandbox: wake the sandbox first',
            'block',
          ),
        ]
      : [],
    patch: {
      startedAt: null,
      readyAt: null,
      keepAwakeUntil: null,
      stopped: { at: now.toISOString(), by: actor, reason },
    },
  };
}

function remove({ facts, unpushed }: ChangeScene): Draft {
  const { name, volume, record } = facts;
  return {
    summary: `Delete workspace ${name} with its volume`,
    reasons: [
      ...(volume
        ? [`Delete PersistentVolumeClaim ${name}, ${volume.size}`]
        : []),
      `Delete Deployment ${name}, and with it its pod, account, configuration, Service and network policy`,
    ],
    findings: [
      ...(volume
        ? [
            finding(
              'data',
              `All that is on its volume of ${volume.size} is lost`,
              'confirm',
            ),
          ]
        : []),
      ...unpushedFindings(
        facts,
        unpushed ?? record.unpushed,
        Boolean(unpushed),
      ),
    ],
  };
}

function unpushedFindings(
  { volume, record }: WorkspaceFacts,
  work: UnpushedWork | undefined,
  isFresh: boolean,
): Finding[] {
  if (!volume || (!record.firstReadyAt && !work)) {
    return [];
  }
  if (!work) {
    return [
      finding(
        'unpushed',
        'Whether there is work that no remote has is not known: start it to have a look',
        'confirm',
      ),
    ];
  }
  const words = describeUnpushed(work);
  const when = isFresh ? 'now' : `as of ${work.checkedAt}`;
  return words
    ? [
        finding(
          'unpushed',
          `Work that is nowhere else would be lost, ${when}: ${words}`,
          'confirm',
        ),
      ]
    : [finding('pushed', `All work is pushed, ${when}`, 'info')];
}

function keepAwake(hours: number, { facts, now }: ChangeScene): Draft {
  const { name, record } = facts;
  const until =
    hours > 0
      ? new Date(now.getTime() + hours * HOUR).toISOString()
      : undefined;
  return {
    summary: until
      ? `Keep workspace ${name} awake until ${until}`
      : `No longer keep workspace ${name} awake`,
    reasons: [
      until
        ? `It does not stop by itself before ${until}`
        : `It stops after ${minutesText(
            record.idleMinutes,
          )} without a sign of life`,
    ],
    noop: !until && record.keepAwakeUntil === undefined,
    findings:
      facts.wanted === 'running'
        ? []
        : [finding('stopped', 'It is stopped: start it first', 'block')],
    patch: { keepAwakeUntil: until ?? null },
  };
}

function setIdle(
  idleMinutes: number,
  { facts }: ChangeScene,
  { idle }: Pick<Settings, 'idle'>,
): Draft {
  const { name, record } = facts;
  return {
    summary: `Stop workspace ${name} after ${minutesText(
      idleMinutes,
    )} without a sign of life`,
    reasons: [`It was ${minutesText(record.idleMinutes)}`],
    noop: record.idleMinutes === idleMinutes,
    findings:
      idleMinutes > idle.maxMinutes
        ? [
            finding(
              'max-idle',
              `idleMinutes may be ${idle.maxMinutes} at most, but is ${idleMinutes}`,
              'block',
            ),
          ]
        : [],
    patch: { idleMinutes },
  };
}

const DRAFTS: Record<ChangeVerb, Drafter> = {
  start: (_, scene, settings) => start(scene, settings),
  stop: (wish, scene) => stop(wish, scene),
  delete: (_, scene) => remove(scene),
  'keep-awake': ({ hours = 0 }, scene) => keepAwake(hours, scene),
  'set-idle': ({ idleMinutes = 0 }, scene, settings) =>
    setIdle(idleMinutes, scene, settings),
};

/** Pure: what would be done, why, and what is in the way. */
export function planChange(
  wish: ChangeWish,
  scene: ChangeScene,
  settings: Pick<Settings, 'limits' | 'idle'>,
): Change {
  const { cluster, facts, situation } = scene;
  const { namespace, name } = facts;
  const drafted = DRAFTS[wish.verb](wish, scene, settings);
  const busy: WorkspaceState[] = ['deleting'];
  const findings = busy.includes(situation.state)
    ? [finding('deleting', 'It is being deleted already', 'block')]
    : drafted.findings;
  return {
    patch: drafted.patch ?? {},
    plan: {
      action: wish.verb,
      cluster,
      namespace,
      name,
      summary: drafted.summary,
      reasons: drafted.reasons,
      findings,
      noop: drafted.noop ?? false,
      version: versionOf(facts),
    },
  };
}
