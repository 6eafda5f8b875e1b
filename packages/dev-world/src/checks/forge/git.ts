import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../build/run.ts';
import { systemPath } from '../../world/processes.ts';
import type { ForgeState } from '../../world/types.ts';

/** The page of the storefront, and what the change of this check makes of it. */
const CHANGE = {
  file: 'page.html',
  from: 'Everything for the harbour',
  to: 'Everything for the quay',
};

export const CHANGED_TEXT = CHANGE.to;

/** Clones as a person does, over HTTP with a password, commits a change and pushes it; returns the commit. */
export async function pushBranch(
  forge: ForgeState,
  options: {
    person: string;
    repository: string;
    branch: string;
    folder: string;
  },
): Promise<string> {
  const { person, repository, branch, folder } = options;
  const { login, password } = forge.people[person];
  const remote = new URL(`${forge.url}/${repository}.git`);
  remote.username = login;
  remote.password = password;
  const git = (...args: string[]) =>
    run(
      [
        'git',
        '-c',
        `user.name=${login}`,
        '-c',
        `user.email=${login}@example.com`,
        ...args,
      ],
      {
        cwd: folder,
        // Nobody's settings, and no question on a terminal.
        env: {
          PATH: systemPath(),
          HOME: folder,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_TERMINAL_PROMPT: '0',
        },
      },
    );
  await git('clone', '--quiet', remote.href, '.');
  await git('checkout', '--quiet', '-b', branch);
  const file = path.join(folder, CHANGE.file);
  const page = readFileSync(file, 'utf8');
  writeFileSync(file, page.replace(CHANGE.from, CHANGE.to));
  await git('commit', '--quiet', '--all', '--message', 'Say quay');
  await git('push', '--quiet', 'origin', branch);
  return (await git('rev-parse', 'HEAD')).trim();
}
