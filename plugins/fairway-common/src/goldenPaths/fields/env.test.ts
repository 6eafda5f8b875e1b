import { variableNameProblem, variableProblems } from './env';

describe('variableNameProblem', () => {
  it.each(['A', '_a', 'LOG_LEVEL', 'a1'])('takes %s', name => {
    expect(variableNameProblem(name)).toBeUndefined();
  });

  it.each([
    ['', 'must not be empty'],
    ['1A', 'not begin with a digit'],
    ['A=B', "other than '='"],
    ['A\nB', 'printable ASCII'],
    ['Ä', 'printable ASCII'],
    ['A-B', "letters, digits and '_'"],
    ['$(A)', "letters, digits and '_'"],
  ])('refuses %j', (name, problem) => {
    expect(variableNameProblem(name)).toContain(problem);
  });
});

describe('variableProblems', () => {
  it('takes values and references', () => {
    expect(
      variableProblems([
        { name: 'A', value: '' },
        { name: 'B', configMap: { name: 'c.d', key: 'a.b_c-d' } },
        { name: 'C', secret: { name: 's', key: 'k' } },
        { name: 'D' },
      ]),
    ).toEqual([]);
  });

  it('finds duplicates, and says where the first one is', () => {
    expect(
      variableProblems([{ name: 'A' }, { name: 'B' }, { name: 'A' }]),
    ).toEqual([
      {
        field: 'env[2].name',
        message: "'A' is there twice: env[0] and env[2]",
      },
    ]);
  });

  it.each([
    [
      { name: 'A', value: 'x', secret: { name: 's', key: 'k' } },
      'env[0].value',
      'one source',
    ],
    [
      { name: 'A', secret: { name: 'S', key: 'k' } },
      'env[0].secret.name',
      "'S' is no name of a Secret",
    ],
    [
      { name: 'A', secret: { name: 's', key: '' } },
      'env[0].secret.key',
      'the key in the Secret must not be empty',
    ],
    [
      { name: 'A', configMap: { name: '', key: 'k' } },
      'env[0].configMap.name',
      'the name of the ConfigMap must not be empty',
    ],
    [
      { name: 'A', configMap: { name: 'c', key: 'a/b' } },
      'env[0].configMap.key',
      "'a/b' is no key of a ConfigMap",
    ],
  ])('refuses %j', (variable, field, message) => {
    expect(variableProblems([variable])).toEqual([
      { field, message: expect.stringContaining(message) },
    ]);
  });
});
