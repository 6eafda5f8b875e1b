import { lineOf } from './lineOf';

it.each([
  [{ field: 'image', message: 'cannot be read' }, 'image: cannot be read'],
  [{ field: 'staging', message: 'staging: not asked' }, 'staging: not asked'],
  [{ field: 'host', message: 'staging: taken' }, 'host: staging: taken'],
  [{ message: 'all is well' }, 'all is well'],
])('a line of %o', (finding, line) => {
  expect(
    lineOf({ id: 'host', severity: 'info', evidence: [], ...finding }),
  ).toBe(line);
});
