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

/** What the second and the third version change. */
const VERSIONS: Step[][] = [
  [
    line(path => path === 'Dockerfile', /^FROM .*$/m, '$&\nLABEL version="2"'),
    line(isManifest, /^( *)periodSeconds: \d+$/m, '$1periodSeconds: 12'),
    line(isManifest, /^( *)memory: .*$/m, '$1memory: 96Mi'),
    line(path => path === 'README.md', /^# .*$/m, '$& (golden path)'),
    add('SECURITY.md', '# Security\n\nWrite to security@example.com.\n'),
    append('.gitignore', '*.tmp\n'),
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
  ],
];

/** The files of all versions, the first as the scaffolder made them. */
export function evolve(first: Files): Files[] {
  const versions = [first];
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
