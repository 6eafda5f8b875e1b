import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { devWorldFolder } from '../world/paths.ts';

export interface DemoRepository {
  organization: string;
  name: string;
  description: string;
  files: Record<string, string>;
}

/** The folder with a folder for each organisation, and in it one for each repository. */
export const repositoriesFolder = (root: string) =>
  path.join(devWorldFolder(root), 'src', 'forge', 'repositories');

/** Where nothing can really run, the manifests ask for simulated nodes. */
const placed = (text: string, realNode: boolean) =>
  realNode
    ? text
    : text.replaceAll('fairway.dev/node: real', 'fairway.dev/node: simulated');

const descriptionIn = (files: Record<string, string>) =>
  /^ {2}description: (.*)$/m.exec(files['catalog-info.yaml'] ?? '')?.[1] ?? '';

const foldersIn = (folder: string) =>
  readdirSync(folder).filter(name =>
    statSync(path.join(folder, name)).isDirectory(),
  );

/** The demo repositories as they are first pushed. */
export function demoRepositories(
  folder: string,
  options: { realNode: boolean },
): DemoRepository[] {
  return foldersIn(folder).flatMap(organization =>
    foldersIn(path.join(folder, organization)).map(name => {
      const files = Object.fromEntries(
        Object.entries(readTree(path.join(folder, organization, name))).map(
          ([file, text]) => [file, placed(text, options.realNode)],
        ),
      );
      return { organization, name, description: descriptionIn(files), files };
    }),
  );
}

function readTree(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    entries.map(file => [
      path.relative(folder, file),
      readFileSync(file, 'utf8'),
    ]),
  );
}
