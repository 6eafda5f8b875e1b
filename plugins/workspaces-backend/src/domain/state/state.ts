import {
  WORKSPACE_STEPS,
  type WorkspaceState,
  type WorkspaceStep,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspaceFacts } from '@fairway-idp/backstage-plugin-fairway-node';
import { problemOf, type Problem } from './problem';

/** What a workspace is doing, and why. */
export interface Situation {
  state: WorkspaceState;
  message: string;
  problem?: Problem;
  steps: WorkspaceStep[];
  /** RFC 3339; when a start that goes on is given up. */
  startDeadline?: string;
}

/** What the state machine needs to know beside the workspace. */
export interface Moment {
  now: Date;
  startDeadlineMinutes: number;
}

const MINUTE = 60_000;

/** The one state machine, whatever the driver. */
export function situationOf(facts: WorkspaceFacts, moment: Moment): Situation {
  const { record, wanted, pod } = facts;
  if (facts.deletingSince || facts.volume?.deletingSince) {
    return plain('deleting', 'It is being deleted with its volume');
  }
  if (wanted === 'stopped') {
    return ended(facts);
  }
  if (pod?.ready && !pod.deletingSince) {
    const { folder } = record.spec.repository;
    return plain('running', `It runs; the repository is in ${folder}`);
  }
  return starting(facts, moment);
}

function ended(facts: WorkspaceFacts): Situation {
  const { record, pod, asleep } = facts;
  if (pod) {
    return plain('stopping', 'It is being stopped; its volume stays');
  }
  if (asleep) {
    return plain(
      'asleep',
      'It sleeps with its sandbox, and runs again when the sandbox wakes',
    );
  }
  if (record.failed) {
    const { reason, message, hint } = record.failed;
    return {
      ...plain('failed', `It could not be started: ${message}`),
      problem: { reason: reason as Problem['reason'], message, hint },
    };
  }
  const { stopped } = record;
  return plain(
    'stopped',
    stopped
      ? `It was stopped at ${stopped.at} by ${stopped.by}: ${stopped.reason}. Its volume is kept`
      : 'It is stopped; its volume is kept',
  );
}

function starting(facts: WorkspaceFacts, moment: Moment): Situation {
  const problem = problemOf(facts);
  const steps = stepsOf(facts, problem);
  const active = steps.find(({ status }) => status !== 'done');
  const deadline = startDeadlineOf(facts, moment);
  return {
    state: 'starting',
    message: problem
      ? `It does not start yet: ${problem.message}`
      : `It is being started: ${
          active?.label.toLocaleLowerCase('en-US') ?? 'ready'
        }`,
    ...(problem && { problem }),
    steps,
    ...(deadline !== undefined && {
      startDeadline: new Date(deadline).toISOString(),
    }),
  };
}

/** Milliseconds; undefined for one that ran already and came down by itself. */
export function startDeadlineOf(
  { record }: WorkspaceFacts,
  { startDeadlineMinutes }: Pick<Moment, 'startDeadlineMinutes'>,
): number | undefined {
  return record.startedAt === undefined
    ? undefined
    : Date.parse(record.startedAt) + startDeadlineMinutes * MINUTE;
}

const LABELS: Record<(typeof WORKSPACE_STEPS)[number], string> = {
  scheduled: 'Find a node',
  volume: 'Attach the volume',
  image: 'Pull the image',
  clone: 'Clone the repository',
  ready: 'Start the shell and SSH server',
};

/** Which step a problem belongs to. */
const FAILS_AT: Record<Problem['reason'], (typeof WORKSPACE_STEPS)[number]> = {
  Quota: 'scheduled',
  Unschedulable: 'scheduled',
  Volume: 'volume',
  ImagePull: 'image',
  Clone: 'clone',
  Crash: 'ready',
  Deadline: 'ready',
  Unknown: 'ready',
};

function stepsOf(facts: WorkspaceFacts, problem?: Problem): WorkspaceStep[] {
  const done = doneOf(facts);
  const failing = problem && FAILS_AT[problem.reason];
  let activeSeen = false;
  return WORKSPACE_STEPS.map(id => {
    const base = { id, label: LABELS[id] };
    if (id === failing) {
      activeSeen = true;
      return { ...base, status: 'failed', message: problem?.message };
    }
    if (done[id]) {
      return { ...base, status: 'done' };
    }
    const status = activeSeen ? 'waiting' : 'active';
    activeSeen = true;
    return { ...base, status };
  });
}

/** A later step that is done shows that the earlier ones are. */
function doneOf({
  pod,
  volume,
}: WorkspaceFacts): Record<(typeof WORKSPACE_STEPS)[number], boolean> {
  const { clone, main } = pod ?? {};
  const ready = pod?.ready === true;
  const cloned = ready || main?.state === 'running' || clone?.exitCode === 0;
  const image =
    cloned || clone?.state === 'running' || clone?.state === 'ended';
  const scheduled = image || pod?.node !== undefined;
  return {
    scheduled,
    volume: image || (scheduled && volume?.bound === true),
    image,
    clone: cloned,
    ready,
  };
}

function plain(state: WorkspaceState, message: string): Situation {
  return { state, message, steps: [] };
}
