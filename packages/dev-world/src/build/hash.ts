import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** A short hash over the names and contents of all files in a folder, and some words besides. */
export function hashFolder(folder: string, ...words: string[]): string {
  const hash = createHash('sha256');
  words.forEach(word => hash.update(`${word}\0`));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    hash.update(`${path.relative(folder, file)}\0`);
    hash.update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 12);
}

/** A short hash over some words. */
export function hashWords(...words: string[]): string {
  const hash = createHash('sha256');
  words.forEach(word => hash.update(`${word}\0`));
  return hash.digest('hex').slice(0, 12);
}
