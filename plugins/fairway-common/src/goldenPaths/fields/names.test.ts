import { nameProblem } from './names';

describe('nameProblem', () => {
  it.each(['web', 'w', 'web-1', 'a'.repeat(63)])('takes %s', name => {
    expect(nameProblem(name)).toBeUndefined();
  });

  it.each([
    ['', 'name must not be empty'],
    ['a'.repeat(64), 'name must be at most 63 characters long, but has 64'],
    ['Web', "name 'Web' must consist of lower case letters"],
    ['web_1', "name 'web_1' must consist of"],
    ['-web', "name '-web' must consist of"],
    ['web-', "name 'web-' must consist of"],
    ['we.b', "name 'we.b' must consist of"],
    ['1web', "name '1web' must begin with a letter, as its Service has to"],
    ['web\n', 'must consist of'],
    ['${{ x }}', 'must consist of'],
  ])('refuses %j', (name, problem) => {
    expect(nameProblem(name)).toContain(problem);
  });

  it('calls the field as it is told', () => {
    expect(nameProblem('X', { field: 'namespace' })).toMatch(/^namespace 'X'/);
    expect(nameProblem('abc', { longest: 2 })).toMatch(/at most 2/);
  });
});
