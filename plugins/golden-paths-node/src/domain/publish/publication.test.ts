import {
  commitMessage,
  makingDescription,
  nextStep,
  type FoundRepository,
  type NextStep,
} from './publication';

const RUN = 'run-1';
const commit = (run: string) => ({
  sha: `sha-of-${run}`,
  message: commitMessage('initial commit', run),
});
const later = { sha: 'later', message: 'Greet in German' };
const being = makingDescription(RUN);

describe('nextStep', () => {
  it.each<[string, FoundRepository | undefined, NextStep]>([
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
      { description: 'Web', commits: [commit('run-11')] },
      { step: 'taken' },
    ],
    [
      'another run is making it',
      { description: makingDescription('run-11'), commits: [] },
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
        commits: [{ sha: 'x', message: `Quote Fairway-Run: ${RUN} here` }],
      },
      { step: 'taken' },
    ],
  ])('%s', (_, found, step) => {
    expect(nextStep(found, RUN)).toEqual(step);
  });
});
