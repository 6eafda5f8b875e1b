import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { KeyPair } from '../../database/AuthorityStore';

const run = promisify(execFile);
/** Milliseconds. */
const TIMEOUT = 10_000;

/** What a certificate says. */
export interface CertificateRequest {
  /** In one line. */
  publicKey: string;
  /** Stands in the SSH server's log. */
  keyId: string;
  principal: string;
  validFrom: Date;
  validTo: Date;
}

/**
 * OpenSSH's own program makes keys and certificates. Every text goes to it as an
 * argument or a file, never through a shell; the private key is in a folder that
 * only this process can read, for as long as the program runs.
 */
export class SshKeygen {
  private constructor(private readonly program: string) {}

  static create({ program }: { program: string }): SshKeygen {
    return new SshKeygen(program);
  }

  /** A new pair. */
  async generate(comment: string): Promise<KeyPair> {
    return inFolder(async folder => {
      const file = join(folder, 'key');
      await this.run([
        '-q',
        '-t',
        'ed25519',
        '-N',
        '',
        '-C',
        comment,
        '-f',
        file,
      ]);
      const [privateKey, publicKey] = await Promise.all([
        readFile(file, 'utf8'),
        readFile(`${file}.pub`, 'utf8'),
      ]);
      return { privateKey, publicKey: publicKey.trim() };
    });
  }

  /** The public key of a private one. */
  async publicKeyOf(privateKey: string): Promise<string> {
    return inFolder(async folder => {
      const file = join(folder, 'key');
      await writeKey(file, privateKey);
      const { stdout } = await this.run(['-y', '-P', '', '-f', file]);
      return stdout.trim();
    });
  }

  /**
   * @returns the certificate in one line
   * @throws InputError if the public key is none
   */
  async sign(privateKey: string, request: CertificateRequest): Promise<string> {
    const { publicKey, keyId, principal, validFrom, validTo } = request;
    assertPublicKey(publicKey);
    return inFolder(async folder => {
      const [authority, subject] = ['authority', 'subject.pub'].map(name =>
        join(folder, name),
      );
      await writeKey(authority, privateKey);
      await writeFile(subject, `${publicKey.trim()}\n`);
      try {
        await this.run([
          ...['-q', '-s', authority, '-I', keyId, '-n', principal],
          ...['-V', `${utc(validFrom)}:${utc(validTo)}`],
          ...['-O', 'no-x11-forwarding', subject],
        ]);
      } catch (error) {
        // That it is there and works was seen when the authority was made.
        throw error instanceof ServiceUnavailableError
          ? error
          : new InputError('publicKey is no SSH public key', error as Error);
      }
      const text = await readFile(join(folder, 'subject-cert.pub'), 'utf8');
      return text.trim();
    });
  }

  private async run(args: string[]): Promise<{ stdout: string }> {
    try {
      return await run(this.program, args, {
        timeout: TIMEOUT,
        env: { PATH: process.env.PATH, TZ: 'UTC' },
      });
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') {
        throw new ServiceUnavailableError(
          `SSH to workspaces needs the program ${this.program} (of OpenSSH) beside the portal: install it, or set workspaces.ssh.program`,
        );
      }
      throw error;
    }
  }
}

const KEY_TYPES =
  /^(ssh-ed25519|ecdsa-sha2-nistp(256|384|521)|ssh-rsa|sk-ssh-ed25519@openssh\.com|sk-ecdsa-sha2-nistp256@openssh\.com) [A-Za-z0-9+/]+=*( [^\r\n]*)?$/;

/** One line of one key: the program would sign every line of a file. */
function assertPublicKey(text: string): void {
  if (!KEY_TYPES.test(text.trim())) {
    throw new InputError(
      `publicKey is not one line such as 'ssh-ed25519 AAAA… you@laptop', but begins with ${JSON.stringify(
        text.slice(0, 20),
      )}`,
    );
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'fairway-ssh-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeKey(file: string, key: string): Promise<void> {
  await writeFile(file, key.endsWith('\n') ? key : `${key}\n`, { mode: 0o600 });
}

/** `YYYYMMDDHHMMSS`: ssh-keygen takes it for local time, which is UTC above. */
function utc(time: Date): string {
  return time
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:T]/g, '');
}
