import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'dist-types',
  'e2e-tests',
  'coverage',
]);

/** A hash of files and folders by content: the same as long as a build of them would be. */
export function fingerprint(root: string, places: string[]): string {
  const hash = createHash('sha256');
  for (const file of places.flatMap(place => filesBelow(root, place)).sort()) {
    hash.update(file).update('\0');
    hash.update(readFileSync(path.join(root, file))).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(root: string, place: string): string[] {
  if (!statSync(path.join(root, place)).isDirectory()) {
    return [place];
  }
  return readdirSync(path.join(root, place))
    .filter(entry => !LEFT_OUT.has(entry) && !entry.includes('.test.'))
    .flatMap(entry => filesBelow(root, path.join(place, entry)));
}
