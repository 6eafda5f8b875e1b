import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../build/run.ts';
import { systemPath } from '../../world/processes.ts';
import type { ForgeState } from '../../world/types.ts';

/** A clone that pushes commits which the forge has already to other branches. */
export class Pusher {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async clone(forge: ForgeState, repository: string): Promise<Pusher> {
    const remote = new URL(`${forge.url}/${repository}.git`);
    remote.username = forge.people.bob.login;
    remote.password = forge.people.bob.password;
    const pusher = new Pusher(
      mkdtempSync(path.join(os.tmpdir(), 'fairway-clone-')),
    );
    await pusher.#git('clone', '--quiet', remote.href, '.');
    return pusher;
  }

  push(commit: string, branch: string): Promise<string> {
    // Forced: the two commits have the same parent.
    const to = `+${commit}:refs/heads/${branch}`;
    return this.#git('push', '--quiet', 'origin', to);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #git(...args: string[]): Promise<string> {
    return run(['git', ...args], {
      cwd: this.#folder,
      env: {
        PATH: systemPath(),
        HOME: this.#folder,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
      },
    });
  }
}
