/** A repository, as it is in the forge. @public */
export interface FoundRepository {
  description: string;
  defaultBranch: string;
  /** The newest of its default branch, newest first; none if it is empty. */
  commits: ReadonlyArray<{ sha: string; message: string }>;
}

/** What is still to be done to a repository. */
export type NextStep =
  | { step: 'create' }
  | { step: 'push' }
  | { step: 'describe'; commit: string }
  | { step: 'done'; commit: string }
  | { step: 'taken' };

const RUN = 'Fairway-Run';
const PERSON = 'Fairway-Started-By';

/** A run, and who started it. @public */
export interface Run {
  /** Id of the task. */
  id: string;
  /** Entity reference. */
  person: string;
}

/**
 * What a repository says of itself until its content is there: a run that is
 * taken up again knows its own by it.
 */
export function makingDescription({ id, person }: Run): string {
  return `Is being made by run ${id} of ${person}`;
}

/** The message of the first commit, with the run that made it. */
export function commitMessage(text: string, { id, person }: Run): string {
  return `${text.trim()}\n\n${RUN}: ${id}\n${PERSON}: ${person}\n`;
}

/**
 * How a run goes on, from what it left in the forge when it was cut off, if it
 * was there before at all. What another run or a person made is never touched.
 */
export function nextStep(
  found: FoundRepository | undefined,
  run: Run,
): NextStep {
  if (!found) {
    return { step: 'create' };
  }
  const isBeingMade = found.description === makingDescription(run);
  const ours = found.commits.find(({ message }) => isOf(message, run));
  if (ours) {
    return { step: isBeingMade ? 'describe' : 'done', commit: ours.sha };
  }
  return isBeingMade && found.commits.length === 0
    ? { step: 'push' }
    : { step: 'taken' };
}

/**
 * What a repository is to a run that is to be taken away: only one that is
 * `untouched` may go. Of a long or a rewritten history it is not to be told who
 * began it: `unknown`.
 */
export function standingOf(
  found: FoundRepository,
  run: Run,
): 'untouched' | 'worked-in' | 'unknown' {
  if (nextStep(found, run).step === 'taken') {
    return 'unknown';
  }
  return found.commits.length <= 1 ? 'untouched' : 'worked-in';
}

function isOf(message: string, { id, person }: Run): boolean {
  const lines = message.split('\n');
  return (
    lines.includes(`${RUN}: ${id}`) && lines.includes(`${PERSON}: ${person}`)
  );
}
