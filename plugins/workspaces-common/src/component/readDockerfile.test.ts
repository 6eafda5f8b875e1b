import { readDockerfile } from './readDockerfile';
import { syncOf } from './readSync';

const TEXT = `# syntax=docker/dockerfile:1
ARG VERSION=24
FROM --platform=linux/amd64 node:24-alpine@sha256:abc AS base
WORKDIR /app
USER 1000:1000

FROM base AS dev
WORKDIR sub
COPY --chown=node:node ["package.json", "./"]
COPY src views ./web/
COPY --from=base /x /y
RUN apk add --no-cache tar \\
    && chown -R node:node /app/sub . && echo done
EXPOSE 8080/tcp 9090/udp
CMD npm run dev

FROM gcr.io/distroless/static:nonroot
COPY --from=dev /app /app
`;

it('reads a stage with all that it is built on', () => {
  expect(readDockerfile(TEXT, 'dev')).toMatchObject({
    stages: ['base', 'dev'],
    stage: 'dev',
    base: 'node:24-alpine@sha256:abc',
    workdir: '/app/sub',
    user: '1000',
    ports: [8080],
    copies: [
      { from: ['package.json'], to: '/app/sub', chown: 'node:node' },
      { from: ['src', 'views'], to: '/app/sub/web' },
    ],
    owned: ['/app/sub', '/app/sub'],
  });
});

it('reads the last stage unless told', () => {
  const facts = readDockerfile(TEXT);
  expect(facts).toMatchObject({
    base: 'gcr.io/distroless/static:nonroot',
    copies: [],
  });
  expect(facts?.stage).toBeUndefined();
});

it.each([
  ['', undefined],
  ['RUN echo', undefined],
  ['FROM', {}],
  ['FROM $BASE', {}],
])('makes the best of %j', (text, expected) => {
  const facts = readDockerfile(text);
  expect(facts && { base: facts.base }).toEqual(
    expected && { base: undefined },
  );
});

it('knows no stage that is not there', () => {
  expect(readDockerfile(TEXT, 'test')).toBeUndefined();
});

it('joins nothing to a folder that it does not know', () => {
  const facts = readDockerfile('FROM a\nCOPY src ./src\nCOPY a /b/c\n');
  expect(facts?.copies).toEqual([{ from: ['a'], to: '/b/c' }]);
});

describe('what can be synchronised', () => {
  const of = (copies: Array<[string, string]>, place = {}) =>
    syncOf(
      { copies: copies.map(([from, to]) => ({ from: [from], to })) },
      { folder: '', buildContext: '', ...place },
    ).map(({ from, to }) => `${from}:${to}`);

  it.each<[string, Array<[string, string]>, object, string[]]>([
    ['a folder', [['src', '/app/src']], {}, ['src:/app/src']],
    ['all of it', [['.', '/app']], {}, ['.:/app']],
    ['no file', [['package.json', '/app']], {}, []],
    [
      'no file without an ending, if the files are known',
      [['Makefile', '/app']],
      { files: ['Makefile'] },
      [],
    ],
    [
      'a folder with an ending, if the files are known',
      [['a.d', '/a']],
      { files: ['a.d/b'] },
      ['a.d:/a'],
    ],
    [
      'no folder twice',
      [
        ['.', '/app'],
        ['src', '/app/src'],
      ],
      {},
      ['.:/app'],
    ],
    [
      'a folder in another place as well',
      [
        ['.', '/app'],
        ['src', '/other'],
      ],
      {},
      ['.:/app', 'src:/other'],
    ],
    ['never the root', [['.', '/']], {}, []],
    [
      'of a monorepo its own',
      [['services/a/src', '/app']],
      { folder: 'services/a' },
      ['src:/app'],
    ],
    [
      'nothing of others',
      [
        ['services/b', '/app'],
        ['.', '/app'],
      ],
      { folder: 'services/a' },
      [],
    ],
    [
      'from a context of its own',
      [['src', '/app']],
      { folder: 'services/a', buildContext: 'services/a' },
      ['src:/app'],
    ],
  ])('is %s', (_, copies, place, expected) => {
    expect(of(copies, place)).toEqual(expected);
  });
});
