import type { PreviewState } from '@fairway-idp/backstage-plugin-fairway-common';
import type { EnvironmentState } from '../../plan/types';
import type { Sight } from '../plan/types';
import { retryAt } from '../record/retry';
import { healthOf } from './health';
import type { PreviewLook } from './look';

/** A preview's state in a word, and in words. */
export interface StateInWords {
  state: PreviewState;
  message: string;
}

type Present = Extract<Sight, { state: 'present' }>;

const ASLEEP = say('asleep', 'It sleeps: wake it when you need it');
/** States of the environment in which nothing of the preview runs. */
const WITHOUT_RUNNING: Partial<Record<EnvironmentState, StateInWords>> = {
  asleep: ASLEEP,
  'falling-asleep': ASLEEP,
  waking: say('waking', 'It wakes up'),
  creating: say('deploying', 'Its guard rails are being set up'),
};

/** @see StateInWords */
export function previewState(look: PreviewLook, now: Date): StateInWords {
  const { sight } = look;
  switch (sight.state) {
    case 'unknown':
      return say('unknown', `The cluster does not tell: ${sight.why}`);
    case 'foreign':
      return say('failed', sight.why);
    case 'absent':
      return stateWithout(look);
    default:
      return sight.deletingSince === undefined
        ? stateWith(sight, look, now)
        : beingDeleted(look);
  }
}

function beingDeleted({ record }: PreviewLook): StateInWords {
  const isOpen = record.pullRequest?.state !== 'closed';
  const again =
    isOpen && record.pullRequest?.head.commit !== record.shown
      ? '. A new one is made when it is gone'
      : '';
  return say('deleting', `It is being deleted with all that is in it${again}`);
}

function stateWithout({ record, target }: PreviewLook): StateInWords {
  const { pullRequest, tombstone, failure, uid } = record;
  const commit = pullRequest?.head.commit;
  if (pullRequest?.state === 'closed') {
    return say('deleted', 'The pull request is closed; its preview is removed');
  }
  if (tombstone && tombstone.commit === commit) {
    return say(
      'deleted',
      `${tombstone.why}. A new commit brings it back, and so does deploying it again`,
    );
  }
  if (target.state === 'unwanted') {
    return say('waiting', target.why);
  }
  if (failure) {
    return say('failed', failure.message);
  }
  return uid === undefined
    ? say('waiting', 'It is about to be made')
    : say('deleting', 'Its namespace is gone');
}

function stateWith(sight: Present, look: PreviewLook, now: Date): StateInWords {
  const { record, target, environment } = look;
  const { pullRequest, failure } = record;
  const commit = pullRequest?.head.commit ?? sight.environment.source.commit;
  const short = commit.slice(0, 12);
  if (sight.delivered?.commit !== commit && pullRequest?.state !== 'closed') {
    return beforeDelivery(look, short);
  }
  const state = environment && WITHOUT_RUNNING[environment.state];
  if (state) {
    return state;
  }
  if (target.state === 'wanted' && failure?.target === target.fingerprint) {
    return say('failed', failure.message);
  }
  const { failures, waits } = healthOf(look, now);
  if (failures.length > 0) {
    return say('failed', failures.join('; '));
  }
  return waits.length > 0
    ? say('deploying', `${short} is deployed and starts. ${waits.join('; ')}`)
    : say('ready', `${short} runs`);
}

function beforeDelivery(
  { record, target }: PreviewLook,
  short: string,
): StateInWords {
  const { failure, build, pullRequest } = record;
  if (target.state === 'unwanted') {
    return say('waiting', target.why);
  }
  if (failure?.target === target.fingerprint) {
    const again = retryAt(failure) ? '. It is tried again' : '';
    return say('failed', `${failure.message.replace(/\.$/, '')}${again}`);
  }
  if (build?.commit === pullRequest?.head.commit && build?.state !== 'ready') {
    return build?.state === 'failed'
      ? say('failed', build.message)
      : say('waiting', build?.message ?? '');
  }
  return say('deploying', `${short} is being deployed`);
}

function say(state: PreviewState, message: string): StateInWords {
  return { state, message };
}
