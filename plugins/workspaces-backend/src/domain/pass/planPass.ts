import type {
  WorkspaceFailure,
  WorkspaceRecordPatch,
  WorkspaceStop,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { WorkspaceFacts } from '@fairway-idp/backstage-plugin-fairway-node';
import { judgeIdle } from '../idle/judgeIdle';
import { isToBeTold } from './stopNotice';
import type { Problem } from '../state/problem';
import { situationOf, startDeadlineOf, type Moment } from '../state/state';
import { minutesText } from '../idle/minutesText';

/** What a pass does with one workspace. */
export type PassStep =
  | { step: 'none' }
  | { step: 'note'; patch: WorkspaceRecordPatch }
  /** The start took too long: nothing of it is left but its reason. */
  | { step: 'give-up'; failure: WorkspaceFailure; dropVolume: boolean }
  /** Its time has come: look into it, and stop it if nothing runs there. */
  | { step: 'look' }
  /** It was stopped by the portal, and its owner does not know it yet. */
  | { step: 'tell'; stop: WorkspaceStop };

/** Pure, from what is: no missed edge matters. */
export function planPass(
  facts: WorkspaceFacts,
  moment: Moment & { connections: number },
): PassStep {
  const { record } = facts;
  const { state, problem } = situationOf(facts, moment);
  if (state === 'running') {
    return whileRunning(facts, moment);
  }
  if (state === 'stopped' && isToBeTold(record.stopped, moment.now)) {
    return { step: 'tell', stop: record.stopped };
  }
  if (state === 'starting' && record.readyAt !== undefined) {
    // It ran, and came down by itself: a node was drained, say. Another start.
    return {
      step: 'note',
      patch: { startedAt: moment.now.toISOString(), readyAt: null },
    };
  }
  const deadline = startDeadlineOf(facts, moment);
  const late = deadline !== undefined && moment.now.getTime() >= deadline;
  if (state !== 'starting' || !late) {
    return { step: 'none' };
  }
  return giveUp(facts, moment, problem);
}

function giveUp(
  facts: WorkspaceFacts,
  { now, startDeadlineMinutes }: Moment,
  problem: Problem | undefined,
): PassStep {
  const found: Problem = problem ?? {
    reason: 'Deadline',
    message: `It was not ready within ${minutesText(startDeadlineMinutes)}`,
    hint: 'Start it again; if that fails too, ask the platform team',
  };
  return {
    step: 'give-up',
    failure: { at: now.toISOString(), ...found },
    // Of a volume that was never used nothing can be lost.
    dropVolume: facts.record.firstReadyAt === undefined && neverRan(facts),
  };
}

function whileRunning(
  { record }: WorkspaceFacts,
  moment: Moment & { connections: number },
): PassStep {
  if (record.readyAt === undefined) {
    const readyAt = moment.now.toISOString();
    return {
      step: 'note',
      patch: { readyAt, firstReadyAt: record.firstReadyAt ?? readyAt },
    };
  }
  return judgeIdle(record, moment).due ? { step: 'look' } : { step: 'none' };
}

/** By the pod's own evidence, as a pass may have missed that it was ready. */
function neverRan({ pod }: WorkspaceFacts): boolean {
  const { main } = pod ?? {};
  return (
    !main ||
    (main.state === 'waiting' &&
      main.restarts === 0 &&
      main.exitCode === undefined)
  );
}
