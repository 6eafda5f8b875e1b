import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the documentation is. */
const PAGES = [
  '*.md',
  '.changeset/*.md',
  'docs/**/*.md',
  'templates/*.md',
  '{packages,plugins}/*/*.md',
];
/** What Git leaves where two changes met, also as Prettier writes it again. */
const MARK = /^(?:<{7}|(?:> ?){7}|={7}|\|{7})(?: .*)?$/;

/** A page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  path: string;
  text: string;
}

/** Every page of the documentation. */
export function readPages(root: string): Page[] {
  return globSync(PAGES, { cwd: root }).map(page => ({
    path: page,
    text: readFileSync(path.join(root, page), 'utf8'),
  }));
}

/** The lines of a page, from 1, that a merge left undecided. */
export function mergeMarks(text: string): number[] {
  return text
    .split('\n')
    .flatMap((line, i) => (MARK.test(line) ? [i + 1] : []));
}
