import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from '../../build/run.ts';
import { signInAs } from '../../portal/portal.ts';
import type { Connect, Desk, Place } from './desk.ts';

/**
 * A developer's machine: a home folder with the portal's program and the SSH
 * configuration that the portal shows, and nothing else.
 */
export class Laptop {
  readonly #home: string;
  readonly #portal: string;
  readonly #person: string;

  private constructor(home: string, portal: string, person: string) {
    this.#home = home;
    this.#portal = portal;
    this.#person = person;
  }

  static async setUp(
    portal: string,
    person: string,
    desk: Desk,
  ): Promise<Laptop> {
    const home = mkdtempSync(path.join(os.tmpdir(), 'fairway-laptop-'));
    const bin = path.join(home, '.local', 'bin');
    mkdirSync(bin, { recursive: true });
    mkdirSync(path.join(home, '.ssh'), { mode: 0o700 });
    writeFileSync(path.join(bin, 'fairway'), await desk.program(), {
      mode: 0o755,
    });
    return new Laptop(home, portal, person);
  }

  /** Appends what the portal shows to the configuration of ssh. */
  learn({ ssh }: Connect): void {
    // ssh takes the home folder of the account for `~`, whatever HOME says.
    const config = ssh.config.replaceAll('~/', `${this.#home}/`);
    writeFileSync(this.#config, config, { flag: 'a', mode: 0o600 });
  }

  /** Runs one command in a workspace, by the very command that the portal shows. */
  async ssh(
    { ssh }: Connect,
    command: string,
    input?: string,
  ): Promise<string> {
    const [program, ...args] = ssh.command.split(' ');
    if (program !== 'ssh') {
      throw new Error(`The portal shows '${ssh.command}'`);
    }
    return run(
      // Another home folder is not heeded by ssh, so its file is named.
      [program, '-F', this.#config, '-o', 'BatchMode=yes', ...args, command],
      { env: await this.#environment(), input },
    );
  }

  /** Whether a certificate for this workspace can be had. */
  async askForCertificate(place: Place): Promise<string> {
    return run(
      [
        path.join(this.#home, '.local', 'bin', 'fairway'),
        'ssh-certificate',
        ...[this.#portal, place.cluster, place.namespace, place.name],
      ],
      { env: await this.#environment() },
    );
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  get #config(): string {
    return path.join(this.#home, '.ssh', 'config');
  }

  async #environment(): Promise<NodeJS.ProcessEnv> {
    return {
      HOME: this.#home,
      PATH: [
        path.join(this.#home, '.local', 'bin'),
        path.dirname(process.execPath),
        process.env.PATH,
      ].join(':'),
      // What a sign-in on this machine would leave behind.
      FAIRWAY_TOKEN: await signInAs(this.#portal, this.#person),
    };
  }
}
