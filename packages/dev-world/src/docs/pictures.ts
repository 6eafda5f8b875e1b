import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the documentation is. */
const PAGES = [
  '*.md',
  'docs/**/*.md',
  'templates/*.md',
  '{packages,plugins}/*/*.md',
];
const PICTURE = /\bimages\/([\w-]+)\.png\b/g;

/** The pictures in `docs/images` that a page of the documentation shows, by name. */
export function shownPictures(root: string): Set<string> {
  return new Set(
    globSync(PAGES, { cwd: root }).flatMap(page =>
      [...readFileSync(path.join(root, page), 'utf8').matchAll(PICTURE)].map(
        ([, name]) => name,
      ),
    ),
  );
}
