import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  rmSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { EXECUTABLE, type Files } from './types.ts';

/** Nothing of whoever runs this is in it. */
const ENVIRONMENT = {
  PATH: process.env.PATH,
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'check',
  GIT_AUTHOR_EMAIL: 'check@example.com',
  GIT_COMMITTER_NAME: 'check',
  GIT_COMMITTER_EMAIL: 'check@example.com',
};

const isExecutable = (file: string) => (statSync(file).mode & 0o100) !== 0;

/** What Git itself makes of a merge. */
export interface GitMerge {
  /** Files that it marks. */
  conflicts: string[];
  files: Files;
}

/**
 * A repository with the template on a branch and somebody's work on another, as if
 * the template were merged by hand.
 */
export class GitRepository {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static create(folder: string, base: Files): GitRepository {
    mkdirSync(folder, { recursive: true });
    const repository = new GitRepository(folder);
    repository.#git('init', '-q', '-b', 'template');
    repository.#write(base);
    repository.#commit('base');
    repository.#git('branch', 'main');
    return repository;
  }

  commit(branch: 'main' | 'template', files: Files): void {
    this.#git('checkout', '-q', branch);
    this.#write(files);
    this.#commit(branch);
  }

  /** @param remote - with credentials */
  static clone(folder: string, remote: string): GitRepository {
    execFileSync('git', ['clone', '-q', remote, folder], { env: ENVIRONMENT });
    return new GitRepository(folder);
  }

  /** @param remote - with credentials */
  push(branch: 'main', remote: string): void {
    this.#git('push', '-q', remote, branch);
  }

  /** All files of a commit. */
  filesAt(commit: string): Files {
    this.#git('checkout', '-q', commit);
    return this.#read();
  }

  /** Merges the template into somebody's work, and then takes that back. */
  tryMerge(): GitMerge {
    this.#git('checkout', '-q', 'main');
    spawnSync('git', ['merge', '-q', '--no-commit', '--no-ff', 'template'], {
      cwd: this.#folder,
      env: ENVIRONMENT,
    });
    const conflicts = this.#git('diff', '--name-only', '--diff-filter=U', '-z')
      .split('\0')
      .filter(Boolean);
    const files = this.#read();
    this.#git('reset', '-q', '--hard', 'main');
    this.#git('clean', '-qfd');
    return { conflicts, files };
  }

  /** Writes down what was made of the two as their merge. */
  commitMerge(files: Files): void {
    this.#git('checkout', '-q', 'main');
    spawnSync(
      'git',
      ['merge', '-q', '--no-commit', '--no-ff', '-s', 'ours', 'template'],
      {
        cwd: this.#folder,
        env: ENVIRONMENT,
      },
    );
    this.#write(files);
    this.#commit('upgrade');
  }

  #write(files: Files): void {
    for (const name of readdirSync(this.#folder)) {
      if (name !== '.git') {
        rmSync(path.join(this.#folder, name), { recursive: true });
      }
    }
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.#folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      const isExecutable = text.startsWith(EXECUTABLE);
      writeFileSync(file, isExecutable ? text.slice(1) : text, {
        mode: isExecutable ? 0o755 : 0o644,
      });
    }
  }

  #read(): Files {
    return Object.fromEntries(
      readdirSync(this.#folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => path.join(entry.parentPath, entry.name))
        .map(file => [path.relative(this.#folder, file), file] as const)
        .filter(([name]) => !name.startsWith('.git/'))
        .map(([name, file]) => [
          name,
          (isExecutable(file) ? EXECUTABLE : '') + readFileSync(file, 'utf8'),
        ]),
    );
  }

  #commit(message: string): void {
    // What a repository ignores is committed all the same: it was made so.
    this.#git('add', '-Af');
    this.#git('commit', '-q', '--allow-empty', '-m', message);
  }

  #git(...args: string[]): string {
    return execFileSync('git', args, {
      cwd: this.#folder,
      env: ENVIRONMENT,
      encoding: 'utf8',
    });
  }
}
