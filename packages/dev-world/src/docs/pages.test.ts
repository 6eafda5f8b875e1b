import { findRoot } from '../world/paths.ts';
import { mergeMarks, readPages } from './pages.ts';

it.each([
  ['as Git leaves it', '<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main', [1, 3, 5]],
  ['as Prettier writes it', 'a\n\n> > > > > > > main\n', [3]],
  ['with what both had', '||||||| 1a2b3c\n', [1]],
  ['a heading, a quotation, a quotation in it', '=====\n> a\n> > b\n', []],
])('finds what a merge left undecided: %s', (_, text, lines) => {
  expect(mergeMarks(text)).toEqual(lines);
});

it('has no page that a merge left undecided', () => {
  const pages = readPages(findRoot());
  expect(pages.length).toBeGreaterThan(20);
  expect(
    pages.flatMap(({ path, text }) =>
      mergeMarks(text).map(line => `${path}:${line}`),
    ),
  ).toEqual([]);
});
