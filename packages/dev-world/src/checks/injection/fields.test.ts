import { fieldsOf, filledIn, nameOf, withValue } from './fields';

describe('fields of a form', () => {
  it('are found at any depth, each once', () => {
    const text = { type: 'string' };
    const pages: Parameters<typeof fieldsOf>[0] = [
      {
        properties: {
          name: text,
          target: { type: 'object', properties: { cluster: text } },
          env: { type: 'array', items: { properties: { value: text } } },
        },
        dependencies: {
          route: {
            oneOf: [
              { properties: { route: {} } },
              { properties: { host: text, name: text } },
            ],
          },
        },
      },
      { then: { properties: { schedule: text } } },
    ];
    expect(fieldsOf(pages).map(nameOf)).toEqual([
      'name',
      'target.cluster',
      'env[0].value',
      'host',
      'schedule',
    ]);
  });

  it('are set without a change to all others', () => {
    const before = { name: 'a', env: [{ name: 'X' }, { name: 'Y' }] };
    expect(withValue(before, ['env', 0, 'value'], 'x')).toEqual({
      name: 'a',
      env: [{ name: 'X', value: 'x' }, { name: 'Y' }],
    });
    expect(before.env[0]).toEqual({ name: 'X' });
    expect(withValue({}, ['dependencies', 0, 'name'], 'x')).toEqual({
      dependencies: [{ name: 'x' }],
    });
  });

  it('are looked for in the entry of a list that has them', () => {
    const parameters = {
      env: [{ value: 'x' }, { secret: { name: 'y' } }],
    };
    expect(filledIn(parameters, ['env', 0, 'secret', 'name'])).toEqual([
      'env',
      1,
      'secret',
      'name',
    ]);
    expect(filledIn(parameters, ['env', 0, 'configMap'])).toEqual([
      'env',
      0,
      'configMap',
    ]);
    expect(filledIn(parameters, ['name'])).toEqual(['name']);
  });
});
