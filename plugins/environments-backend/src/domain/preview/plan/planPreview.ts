import { shouldBeAwake } from '@fairway-idp/backstage-plugin-fairway-common';
import type { PullRequest } from '@fairway-idp/backstage-plugin-fairway-node';
import type { Delivered } from '../deliver/delivered';
import type { PreviewRecord } from '../record/record';
import { retryAt } from '../record/retry';
import { isFromFork } from './isFromFork';
import type { PreviewPlan, Reading, Sight, Target } from './types';

/** Everything that is decided by. */
export interface Situation {
  reading: Reading;
  sight: Sight;
  record: PreviewRecord;
  target: Target;
}

type Present = Extract<Sight, { state: 'present' }>;

/**
 * What shall be done with one preview next. Pure; looks at the present only, so
 * that lost, doubled and late events, and a crash after any step, all lead to
 * the same end.
 *
 * Only one step deletes, and it asks for a pull request that was read by its
 * number as closed. Nothing that is unknown leads to it.
 */
export function planPreview(situation: Situation, now: Date): PreviewPlan {
  const { reading, sight, record } = situation;
  if (sight.state === 'unknown') {
    return nothing(`The cluster does not tell: ${sight.why}`);
  }
  const cleaning = cleanUp(situation);
  if (cleaning) {
    return cleaning;
  }
  if (reading.state === 'unknown') {
    return nothing(`It stays as it is: ${reading.why}`);
  }
  if (reading.pullRequest.state === 'closed') {
    return end(sight, reading, record);
  }
  return sight.state === 'present'
    ? keep(sight, situation, reading.pullRequest, now)
    : make(sight, situation, reading.pullRequest, now);
}

/** What follows from the cluster alone: the namespace that was ours is gone. */
function cleanUp(situation: Situation): PreviewPlan | undefined {
  const { sight, record } = situation;
  const here = 'uid' in sight ? sight.uid : undefined;
  const { uid, databaseOf } = record;
  if (databaseOf !== undefined && databaseOf !== here) {
    return next({
      step: 'drop-database',
      why: `Drop its schema: the namespace with the UID ${databaseOf} is gone`,
    });
  }
  if (uid === undefined || uid === here) {
    return undefined;
  }
  const tombstone = here === undefined ? tombstoneFor(situation) : undefined;
  return next({
    step: 'note-gone',
    tombstone,
    why: tombstone
      ? `Note that it was deleted although its pull request is open: ${tombstone.commit} is not deployed again by itself`
      : 'Note that its namespace is gone',
  });
}

/** It went while its pull request was open, and nobody wants it back. */
function tombstoneFor({ reading, record }: Situation) {
  const { uid, shown, ended } = record;
  const isClosed =
    reading.state === 'known' && reading.pullRequest.state === 'closed';
  return isClosed || ended === uid || isAskedFor(record) || shown === undefined
    ? undefined
    : { commit: shown, why: 'It was deleted' };
}

/** A person asked for it when it was on its way out already. */
function isAskedFor({ again, going }: PreviewRecord): boolean {
  return (
    again !== undefined &&
    going !== undefined &&
    Date.parse(again) >= Date.parse(going)
  );
}

/** The pull request is closed. */
function end(
  sight: Sight,
  reading: Extract<Reading, { state: 'known' }>,
  { repository, key, uid: known }: PreviewRecord,
): PreviewPlan {
  if (sight.state === 'foreign' && sight.uid === known) {
    return nothing(`The pull request is closed, but ${sight.why}`);
  }
  if (sight.state !== 'present') {
    return next({
      step: 'part',
      why: 'The pull request is closed, and nothing is left of its preview',
    });
  }
  const { deletingSince, uid, environment } = sight;
  if (deletingSince !== undefined) {
    return nothing(`It is being deleted since ${deletingSince}`);
  }
  const { protection } = environment;
  if (protection) {
    return nothing(
      `The pull request is closed, but it is protected by ${protection.by}: ${protection.reason}`,
    );
  }
  const { pullRequest, readAt } = reading;
  const what = `${repository}#${key.number}`;
  return next({
    step: 'delete',
    uid,
    evidence: [
      `${pullRequest.url} was read by its number at ${readAt}`,
      `${what} is ${pullRequest.merged ? 'merged' : 'closed'}${
        pullRequest.closedAt ? ` since ${pullRequest.closedAt}` : ''
      }`,
      `The namespace belongs to repository ${key.repositoryId} on ${key.host}, pull request ${key.number}`,
    ],
    why: `Delete it: ${what} is ${pullRequest.merged ? 'merged' : 'closed'}`,
  });
}

/** The pull request is open, and there is no namespace of ours. */
function make(
  sight: Sight,
  { record, target }: Situation,
  { head, ...rest }: PullRequest,
  now: Date,
): PreviewPlan {
  if (isFromFork({ head, ...rest })) {
    return nothing('It comes from a fork: those get no preview');
  }
  if (target.state === 'unwanted') {
    return nothing(target.why);
  }
  if (sight.state === 'foreign') {
    return nothing(sight.why);
  }
  if (record.tombstone?.commit === head.commit) {
    return nothing(
      `${record.tombstone.why}: a new commit, or a person, brings it back`,
    );
  }
  return (
    held(record, target, now) ??
    next({ step: 'create', why: `Make a namespace for ${head.commit}` })
  );
}

/** The pull request is open, and there is its namespace. */
function keep(
  sight: Present,
  { record, target }: Situation,
  pullRequest: PullRequest,
  now: Date,
): PreviewPlan {
  const { commit } = pullRequest.head;
  const { environment, deletingSince } = sight;
  if (deletingSince !== undefined) {
    return nothing(
      `It is being deleted since ${deletingSince}: nothing can be made before it is gone`,
    );
  }
  if (target.state === 'unwanted' || isFromFork(pullRequest)) {
    return nothing(
      target.state === 'unwanted' ? target.why : 'It comes from a fork',
    );
  }
  if (environment.source.commit !== commit) {
    return next({ step: 'aim', why: `Show ${commit}` });
  }
  if (environment.guardRails === undefined) {
    return (
      held(record, target, now) ??
      next({ step: 'guard', why: 'Guard the new namespace' })
    );
  }
  return deploy(sight, { record, target, commit }, now);
}

type Wanted = Extract<Target, { state: 'wanted' }>;

/** The namespace is guarded, and shall show this commit. */
function deploy(
  sight: Present,
  subject: { record: PreviewRecord; target: Wanted; commit: string },
  now: Date,
): PreviewPlan {
  const { environment, delivered } = sight;
  const { record, target, commit } = subject;
  const { fingerprint } = target;
  const isNew = isWanted(delivered, subject);
  if (!isNew && delivered?.fingerprint === fingerprint) {
    return nothing(`${commit} is deployed`);
  }
  const isAwake =
    shouldBeAwake(environment, now) && environment.asleep === undefined;
  if (!isAwake && !isNew) {
    return nothing('Its configuration changed: deployed when it wakes');
  }
  return (
    held(record, target, now) ??
    waitForBuild(subject) ??
    (isAwake
      ? next({ step: 'deliver', fingerprint, why: `Deploy ${commit}` })
      : next({ step: 'wake', why: 'Wake it, as something new comes' }))
  );
}

/** A new commit, or the wish of a person; a configuration that changed is neither. */
function isWanted(
  delivered: Delivered | undefined,
  { record: { again }, commit }: { record: PreviewRecord; commit: string },
): boolean {
  return (
    delivered?.commit !== commit ||
    (again !== undefined && again !== delivered.again)
  );
}

function waitForBuild({
  record: { build },
  target: { waitForStatus },
  commit,
}: {
  record: PreviewRecord;
  target: Wanted;
  commit: string;
}): PreviewPlan | undefined {
  const isReady = build?.commit === commit && build.state === 'ready';
  return waitForStatus === undefined || isReady
    ? undefined
    : next({
        step: 'ask-build',
        context: waitForStatus,
        why: `Ask for the status ${waitForStatus} of ${commit}`,
      });
}

/** Why a failed attempt is not tried again now. */
function held(
  { failure }: PreviewRecord,
  target: Wanted,
  now: Date,
): PreviewPlan | undefined {
  if (failure?.target !== target.fingerprint) {
    return undefined;
  }
  const again = retryAt(failure);
  if (again === undefined) {
    return nothing(`Not tried again: ${failure.message}`);
  }
  return now < again
    ? {
        ...nothing(`Tried again at ${again.toISOString()}: ${failure.message}`),
        until: again.toISOString(),
      }
    : undefined;
}

function next(step: NonNullable<PreviewPlan['step']>): PreviewPlan {
  return { step, why: step.why };
}

function nothing(why: string): PreviewPlan {
  return { why };
}
