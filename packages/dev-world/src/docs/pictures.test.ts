import { readdirSync } from 'node:fs';
import path from 'node:path';
import { findRoot } from '../world/paths.ts';
import { shownPictures } from './pictures.ts';

it('has every picture that is shown, and no other', () => {
  const root = findRoot();
  const pictures = readdirSync(path.join(root, 'docs', 'images'))
    .filter(file => file.endsWith('.png'))
    .map(file => path.basename(file, '.png'));
  const shown = shownPictures(root);
  expect(shown.size).toBeGreaterThan(20);
  expect(pictures.sort()).toEqual([...shown].sort());
});
