import { parseAllDocuments } from 'yaml';
import type { Tree } from './types.ts';

/** Text that shows that a template was not rendered, or rendered nothing. */
const LEFT_OVER = [
  /\$\{\{ *values/,
  /\{%/,
  /\bundefined\b/,
  /\[object Object\]/,
  /\.njk\b/,
];

const CODE = /\.(js|go|py)$/;

const YAML = /\.ya?ml$/;

/** A chart's templates become YAML only when Helm has rendered them. */
const isData = (file: string) =>
  !file.startsWith('deploy/chart/templates/') &&
  (YAML.test(file) || file.endsWith('.json'));

/** Files that every repository has. */
const EXPECTED = [
  '.dockerignore',
  '.fairway/golden-path.yaml',
  '.gitignore',
  'Dockerfile',
  'README.md',
  'catalog-info.yaml',
  'docs/index.md',
  'docs/operations.md',
  'mkdocs.yml',
  'scripts/build.sh',
  'scripts/deploy.sh',
];

/** What is wrong with the files as they are, without a program that judges them. */
export function problemsOf(tree: Tree): string[] {
  const missing = EXPECTED.filter(file => !tree.has(file)).map(
    file => `${file} is missing`,
  );
  const wrong = [...tree].flatMap(([file, text]) => [
    ...leftOvers(file, text),
    ...(isData(file) ? dataProblems(file, text) : []),
  ]);
  return [...missing, ...wrong];
}

function leftOvers(file: string, text: string): string[] {
  // What somebody typed in may say anything, and code has words of its own.
  if (file.startsWith('.fairway/') || CODE.test(file)) {
    return [];
  }
  return LEFT_OVER.filter(pattern => pattern.test(text)).map(
    pattern => `${file} has ${pattern.source}`,
  );
}

function dataProblems(file: string, text: string): string[] {
  if (file.endsWith('.json')) {
    try {
      JSON.parse(text);
      return [];
    } catch (error) {
      return [`${file}: ${(error as Error).message}`];
    }
  }
  return parseAllDocuments(text).flatMap(document =>
    [...document.errors, ...document.warnings].map(
      ({ message }) => `${file}: ${message}`,
    ),
  );
}

/** Every document of a tree's YAML and JSON files, by file. */
export function documentsOf(tree: Tree): Map<string, unknown[]> {
  return new Map(
    [...tree]
      .filter(([file]) => isData(file))
      .map(([file, text]) => [
        file,
        parseAllDocuments(text).map(document => document.toJS() as unknown),
      ]),
  );
}
