import { usesOf } from './usesOf';

const namesIn = (value: unknown) =>
  usesOf(value).map(({ root, name }) => [root, name].filter(Boolean).join('.'));

it.each<[unknown, string[]]>([
  ['plain user.name', []],
  ['${{ user.entity.metadata.name }}', ['user.entity']],
  ['${{ steps.alloc.output.port }}', ['steps.alloc']],
  ["${{ steps['al-loc'].output.port }}", ['steps.al-loc']],
  [
    '${{ steps["a"].output }} and ${{ steps.b.output }}',
    ['steps.a', 'steps.b'],
  ],
  ['${{ steps[parameters.which].output }}', ['steps', 'parameters.which']],
  ['${{ parameters.user.name }}', ['parameters.user']],
  ["${{ parameters['user'] }}", ['parameters.user']],
  ["${{ 'user.name' }}", []],
  ["${{ '}} user.name' }}${{ secrets.x }}", ['secrets.x']],
  ['${{ { user: parameters.a } | dump }}', ['parameters.a', 'dump']],
  ['${{ user | dump }}', ['user', 'dump']],
  ['{% if steps.a.output %}x{% endif %}', ['if', 'steps.a', 'endif']],
  [
    '${{ parameters.a if user.b else secrets.c }}',
    [...['parameters.a', 'if', 'user.b', 'else', 'secrets.c']],
  ],
  [
    { deep: [{ er: '${{ secrets.token }}' }], n: 1, none: null },
    ['secrets.token'],
  ],
])('what %j reads', (value, expected) => {
  expect(namesIn(value)).toEqual(expected);
});

it('says where', () => {
  expect(usesOf('a ${{ user.x }}')[0].expression).toBe('${{ user.x }}');
});
