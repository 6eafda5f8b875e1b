import { readPages } from './pages.ts';

const PICTURE = /\bimages\/([\w-]+)\.png\b/g;

/** The pictures in `docs/images` that a page of the documentation shows, by name. */
export function shownPictures(root: string): Set<string> {
  return new Set(
    readPages(root).flatMap(({ text }) =>
      [...text.matchAll(PICTURE)].map(([, name]) => name),
    ),
  );
}
