import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { systemPath } from '../world/processes.ts';

/** Where distributions keep the programs of each version; they are not on the search path. */
const PARENTS = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'];

/** Folders that may hold PostgreSQL's programs, the newest version first. */
export function candidates(
  parents: Record<string, string[]>,
  searchPath: string,
): string[] {
  const versioned = Object.entries(parents)
    .flatMap(([parent, names]) =>
      names.flatMap(name => {
        const version = /^(?:postgresql@)?(\d+)$/.exec(name)?.[1];
        return version
          ? [
              {
                folder: path.join(parent, name, 'bin'),
                version: Number(version),
              },
            ]
          : [];
      }),
    )
    .sort((a, b) => b.version - a.version);
  return [...versioned.map(one => one.folder), ...searchPath.split(':')];
}

/** The folder with PostgreSQL's programs; undefined if it is not installed. */
export function findPostgres(): string | undefined {
  const parents = Object.fromEntries(
    PARENTS.filter(existsSync).map(parent => [parent, readdirSync(parent)]),
  );
  return candidates(parents, systemPath()).find(folder =>
    ['initdb', 'postgres', 'psql'].every(program =>
      existsSync(path.join(folder, program)),
    ),
  );
}
