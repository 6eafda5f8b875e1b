/**
 * Merges trees that it reads as JSON from its input, and writes what comes of it: for
 * whoever does not run this package's TypeScript itself.
 */
import { readFileSync } from 'node:fs';
import { mergeTrees } from '../domain/merge/mergeTrees';
import { contentOf } from '../domain/merge/content';
import type { Tree, TreeFile } from '../domain/merge/types';

type Files = Record<string, string>;

interface Request {
  base: Files;
  template: Files;
  repository: Files;
}

const LABELS = { repository: 'repository', template: 'template' };

/** Stands at the begin of a file that is marked as executable. */
const EXECUTABLE = '\u0001';

const treeOf = (files: Files): Tree =>
  new Map(
    Object.entries(files).map(([path, text]) => {
      const executable = text.startsWith(EXECUTABLE);
      const bytes = Buffer.from(executable ? text.slice(1) : text);
      return [path, { content: contentOf(bytes), executable }];
    }),
  );

function textOf({ content, executable }: TreeFile): string {
  const text = Buffer.from(content as Uint8Array).toString('utf8');
  return executable ? `${EXECUTABLE}${text}` : text;
}

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
      [...files].map(([path, file]) => [path, textOf(file)]),
    ),
    changes,
    conflicts,
  };
});
process.stdout.write(JSON.stringify(answers));
