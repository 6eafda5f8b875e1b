/**
 * Merges trees that it reads as JSON from its input, and writes what comes of it: for
 * whoever does not run this package's TypeScript itself.
 */
import { readFileSync } from 'node:fs';
import { mergeTrees } from '../domain/merge/mergeTrees';
import type { Tree } from '../domain/merge/types';

type Files = Record<string, string>;

interface Request {
  base: Files;
  template: Files;
  repository: Files;
}

const LABELS = { repository: 'repository', template: 'template' };

const treeOf = (files: Files): Tree =>
  new Map(Object.entries(files).map(([path, content]) => [path, { content }]));

const requests = JSON.parse(readFileSync(0, 'utf8')) as Request[];
const answers = requests.map(({ base, template, repository }) => {
  const { files, changes, conflicts } = mergeTrees(
    {
      base: treeOf(base),
      template: treeOf(template),
      repository: treeOf(repository),
    },
    LABELS,
  );
  return {
    files: Object.fromEntries(
      [...files].map(([path, { content }]) => [path, content]),
    ),
    changes,
    conflicts,
  };
});
process.stdout.write(JSON.stringify(answers));
