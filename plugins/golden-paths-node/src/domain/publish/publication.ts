/** A repository, as it is in the forge. */
export interface FoundRepository {
  description: string;
  /** Of its default branch, the newest first; none if it is empty. */
  commits: ReadonlyArray<{ sha: string; message: string }>;
}

/** What is still to be done to a repository. */
export type NextStep =
  | { step: 'create' }
  | { step: 'push' }
  | { step: 'describe'; commit: string }
  | { step: 'done'; commit: string }
  | { step: 'taken' };

const TRAILER = 'Fairway-Run';

/**
 * What a repository says of itself until its content is there: a run that is
 * taken up again knows its own by it.
 */
export function makingDescription(run: string): string {
  return `Is being made by run ${run}`;
}

/** The message of the first commit, with the run that made it. */
export function commitMessage(text: string, run: string): string {
  return `${text.trim()}\n\n${TRAILER}: ${run}\n`;
}

/**
 * How a run goes on, from what it left in the forge when it was cut off, if it
 * was there before at all. What another run or a person made is never touched.
 */
export function nextStep(
  found: FoundRepository | undefined,
  run: string,
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

function isOf(message: string, run: string): boolean {
  return message.split('\n').includes(`${TRAILER}: ${run}`);
}
