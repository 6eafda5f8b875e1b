import {
  commitMessage,
  makingDescription,
  nextStep,
  standingOf,
  type FoundRepository,
  type NextStep,
  type Run,
} from './publication';

const RUN = { id: 'run-1', person: 'user:default/ada' };
const OTHER = { ...RUN, id: 'run-11' };
const commit = (run: Run) => ({
  sha: `sha-of-${run.id}`,
  message: commitMessage('initial commit', run),
});
const later = { sha: 'later', message: 'Greet in German' };
const being = makingDescription(RUN);

describe('nextStep', () => {
  it.each<
    [string, Omit<FoundRepository, 'defaultBranch'> | undefined, NextStep]
  >([
    ['nothing is there', undefined, { step: 'create' }],
    [
      'cut off before the push',
      { description: being, commits: [] },
      { step: 'push' },
    ],
    [
      'cut off after the push',
      { description: being, commits: [commit(RUN)] },
      { step: 'describe', commit: 'sha-of-run-1' },
    ],
    [
      'cut off at the very end',
      { description: 'Web', commits: [commit(RUN)] },
      { step: 'done', commit: 'sha-of-run-1' },
    ],
    [
      'somebody pushed meanwhile',
      { description: 'Web', commits: [later, commit(RUN)] },
      { step: 'done', commit: 'sha-of-run-1' },
    ],
    [
      'another run made it',
      { description: 'Web', commits: [commit(OTHER)] },
      { step: 'taken' },
    ],
    [
      'another run is making it',
      { description: makingDescription(OTHER), commits: [] },
      { step: 'taken' },
    ],
    [
      'a person made it, and left it empty',
      { description: '', commits: [] },
      { step: 'taken' },
    ],
    [
      'a person pushed before us',
      { description: being, commits: [later] },
      { step: 'taken' },
    ],
    [
      'the run is named in prose only',
      {
        description: 'Web',
        commits: [{ sha: 'x', message: `Quote Fairway-Run: ${RUN.id} here` }],
      },
      { step: 'taken' },
    ],
  ])('%s', (_, found, step) => {
    expect(nextStep(found && { ...found, defaultBranch: 'main' }, RUN)).toEqual(
      step,
    );
  });
});

describe('standingOf', () => {
  const web = { description: 'Web', defaultBranch: 'main' };
  it.each<[string, FoundRepository, ReturnType<typeof standingOf>]>([
    ['half made', { ...web, description: being, commits: [] }, 'untouched'],
    ['whole', { ...web, commits: [commit(RUN)] }, 'untouched'],
    ['worked in', { ...web, commits: [later, commit(RUN)] }, 'worked-in'],
    ['of another run', { ...web, commits: [commit(OTHER)] }, 'unknown'],
    [
      'of another person',
      { ...web, commits: [commit({ ...RUN, person: 'user:default/eve' })] },
      'unknown',
    ],
    ['squashed', { ...web, commits: [later] }, 'unknown'],
    [
      'with a history longer than what is read of it',
      { ...web, commits: Array.from({ length: 50 }, () => later) },
      'unknown',
    ],
  ])('%s', (_, found, standing) => {
    expect(standingOf(found, RUN)).toBe(standing);
  });
});
