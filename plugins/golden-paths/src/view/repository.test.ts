import {
  formatRepository,
  parseRepository,
  repositoryProblem,
} from './repository';

describe('a repository', () => {
  it.each([
    'github.com?owner=shop&repo=cart',
    'localhost:3000?owner=group%2Fteam&repo=a.b_c-d',
  ])('is read and written alike: %s', text => {
    expect(formatRepository(parseRepository(text))).toBe(text);
    expect(repositoryProblem(text)).toBeUndefined();
  });

  it.each([
    ['', 'a forge must be chosen'],
    ['github.com', 'the owner must not be empty'],
    ['github.com?owner=shop', 'the repository must not be empty'],
    ['github.com?owner=shop&repo=a b', "repository 'a b' must consist of"],
    ['github.com?owner=$(x)&repo=a', "owner '$(x)' must consist of"],
  ])('%j is none', (text, problem) => {
    expect(repositoryProblem(text)).toContain(problem);
  });
});
