import type { Files } from './types.ts';

/** What the template does to some of its files in a version. */
type Step = (files: Files) => Files;

const isManifest = (path: string) =>
  /\.ya?ml$/.test(path) && path.startsWith('deploy/');

/** The first line of a file that fits, written anew; other files stay. */
const line =
  (isFile: (path: string) => boolean, pattern: RegExp, write: string): Step =>
  files =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        isFile(path) ? text.replace(pattern, write) : text,
      ]),
    );

const add =
  (path: string, text: string): Step =>
  files => ({ ...files, [path]: text });

const append =
  (path: string, text: string): Step =>
  files =>
    path in files ? { ...files, [path]: files[path] + text } : files;

const drop =
  (path: string): Step =>
  ({ [path]: _, ...rest }) =>
    rest;

const move =
  (from: string, to: string): Step =>
  files => {
    const { [from]: text, ...rest } = files;
    return text === undefined ? files : { ...rest, [to]: text };
  };

const moveFolder =
  (from: string, to: string): Step =>
  files =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path.startsWith(`${from}/`) ? to + path.slice(from.length) : path,
        text,
      ]),
    );

/** Of a file of the first folder that there is, with what is in it. */
const addBeside =
  (pattern: RegExp, name: string, text: string): Step =>
  files => {
    const folder = Object.keys(files).find(path => pattern.test(path));
    return folder === undefined
      ? files
      : { ...files, [folder.replace(/[^/]+$/, name)]: text };
  };

/** A picture, which no template of ours has. */
const picture = (version: number) => `PNG\0${version}`;

/** What the second and the third version change. */
const VERSIONS: Step[][] = [
  [
    line(path => path === 'Dockerfile', /^FROM .*$/m, '$&\nLABEL version="2"'),
    line(isManifest, /^( *)periodSeconds: \d+$/m, '$1periodSeconds: 12'),
    line(isManifest, /^( *)memory: .*$/m, '$1memory: 96Mi'),
    line(path => path === 'README.md', /^# .*$/m, '$& (golden path)'),
    add('SECURITY.md', '# Security\n\nWrite to security@example.com.\n'),
    append('.gitignore', '*.tmp\n'),
    append('docs/index.md', '\nSee SECURITY.md.\n'),
    append('mkdocs.yml', '# 2\n'),
    add('docs/logo.png', picture(2)),
    addBeside(/^deploy\/.*deployment\.ya?ml$/, 'added.yaml', 'kind: Added\n'),
  ],
  [
    line(
      path => path === 'Dockerfile',
      /^LABEL version="2"$/m,
      'LABEL version="3"',
    ),
    line(isManifest, /^( *)periodSeconds: \d+$/m, '$1periodSeconds: 15'),
    line(isManifest, /^( *)cpu: .*$/m, '$1cpu: 75m'),
    move('docs/operations.md', 'docs/running.md'),
    drop('SECURITY.md'),
    append('.gitignore', '*.bak\n'),
    append('docs/index.md', '\nSee running.md.\n'),
    append('mkdocs.yml', '# 3\n'),
    add('docs/logo.png', picture(3)),
    moveFolder('scripts', 'tools'),
    addBeside(/^deploy\/.*deployment\.ya?ml$/, 'more.yaml', 'kind: More\n'),
  ],
];

/** The first version, with what no template of ours has. */
export const first = (made: Files): Files =>
  add('docs/logo.png', picture(1))(made);

/** The files of all versions, the first as the scaffolder made them. */
export function evolve(base: Files): Files[] {
  const versions = [base];
  for (const steps of VERSIONS) {
    versions.push(steps.reduce((files, step) => step(files), versions.at(-1)!));
  }
  return versions;
}

/** What an older version of the template would have made: the way back. */
export function older(now: Files): Files {
  const steps: Step[] = [
    line(isManifest, /^( *)periodSeconds: \d+$/m, '$1periodSeconds: 99'),
    line(isManifest, /^( *)memory: .*$/m, '$1memory: 48Mi'),
    line(path => path === 'Dockerfile', /^FROM .*$/m, '$&\nLABEL version="0"'),
    line(path => path === 'README.md', /^# .*$/m, '$& (as it was)'),
    line(path => path === 'catalog-info.yaml', /1\.0\.0/, '0.9.0'),
    add('SECURITY.md', '# Security\n\nWrite to security@example.com.\n'),
    drop('deploy/base/poddisruptionbudget.yaml'),
    append('.gitignore', '*.tmp\n'),
  ];
  return steps.reduce((files, step) => step(files), now);
}
