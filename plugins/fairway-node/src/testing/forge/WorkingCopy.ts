import { execFile } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** What a commit puts in the place of a file; null takes it away. @public */
export type Content =
  | string
  | Uint8Array
  | { linkTo: string }
  | { executable: string }
  | null;

/** A clone, as a developer has one. @public */
export class WorkingCopy {
  private commits = 0;

  private constructor(private readonly folder: string) {}

  /** @param remote - with credentials */
  static async clone(remote: string): Promise<WorkingCopy> {
    const folder = mkdtempSync(path.join(tmpdir(), 'fairway-forge-'));
    const copy = new WorkingCopy(folder);
    await copy.git('clone', '--quiet', remote, '.');
    return copy;
  }

  /** Commits on a branch, which begins at `from` if it is new; returns the SHA. */
  async commit(
    branch: string,
    files: Record<string, Content>,
    from = 'origin/main',
  ): Promise<string> {
    const isNew = (await this.git('branch', '--list', branch)) === '';
    await this.git(
      ...['checkout', '--quiet', ...(isNew ? ['-b', branch, from] : [branch])],
    );
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (content === null) {
        rmSync(file);
      } else if (typeof content === 'object' && 'linkTo' in content) {
        symlinkSync(content.linkTo, file);
      } else if (typeof content === 'object' && 'executable' in content) {
        writeFileSync(file, content.executable, { mode: 0o755 });
        chmodSync(file, 0o755);
      } else {
        writeFileSync(file, content);
      }
    }
    await this.git('add', '--all', '--force');
    // Two commits of the same second with the same words are one and the same.
    const words = `Change ${++this.commits} on ${branch}`;
    await this.git('commit', '--quiet', '--allow-empty', '-m', words);
    return this.git('rev-parse', 'HEAD');
  }

  /** Further branches at the same commit. */
  async branch(names: string[]): Promise<void> {
    for (const name of names) {
      await this.git('branch', name);
    }
  }

  /** All branches; or the present one, to another place. */
  async push(to?: string): Promise<void> {
    const what = to ? ['origin', `HEAD:${to}`] : ['--all', 'origin'];
    await this.git('push', '--quiet', ...what);
  }

  /** Mode and id of every file of a branch, as the remote has it. */
  async entries(branch: string): Promise<Record<string, string>> {
    await this.git('fetch', '--quiet', 'origin');
    const list = await this.git(...['ls-tree', '-r', '-z', `origin/${branch}`]);
    return Object.fromEntries(
      list
        .split('\0')
        .filter(Boolean)
        .map(line => line.split('\t'))
        .map(([entry, file]) => [file, entry]),
    );
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async git(...args: string[]): Promise<string> {
    const who = ['-c', 'user.name=dev', '-c', 'user.email=dev@example.com'];
    const { stdout } = await execute('git', [...who, ...args], {
      cwd: this.folder,
      // Nobody's settings, and no question on a terminal.
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
      },
    });
    return stdout.trim();
  }
}
