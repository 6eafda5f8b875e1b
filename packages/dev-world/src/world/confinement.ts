import { chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Who a program runs as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** The account of this name in the text of a passwd file. */
export function findAccount(passwd: string, name: string): Account | undefined {
  const fields = passwd
    .split('\n')
    .map(line => line.split(':'))
    .find(([login, , uid]) => login === name && uid !== undefined);
  return fields && { name, uid: Number(fields[2]), gid: Number(fields[3]) };
}

/** Where folders can be shown to a program that may not walk to where they really are. */
const PLACES = ['/srv', '/mnt', '/media', '/opt'];

export interface ConfinementOptions {
  /** Accounts to run as if we are root, the first that exists. */
  accounts: string[];
  /** What the program may read, by a name. */
  folders: Record<string, string>;
  /** Of these, the one that it owns and writes. */
  own: string;
}

/**
 * Runs programs that refuse to be root, or need not be, as somebody else. Such
 * an account often cannot even walk to our folders, as a home directory is
 * closed to others: the program gets a mount namespace of its own in which they
 * lie below one of `PLACES`. Where we are not root, programs run as we do.
 */
export class Confinement {
  readonly account: Account;
  readonly #folders: Record<string, string>;
  readonly #place: string | undefined;

  private constructor(
    account: Account,
    folders: Record<string, string>,
    place: string | undefined,
  ) {
    this.account = account;
    this.#folders = folders;
    this.#place = place;
  }

  static create(options: ConfinementOptions): Confinement {
    const { folders, own } = options;
    mkdirSync(folders[own], { recursive: true, mode: 0o700 });
    if (process.platform !== 'linux' || process.getuid?.() !== 0) {
      const { username: name, uid, gid } = os.userInfo();
      return new Confinement({ name, uid, gid }, folders, undefined);
    }
    const passwd = readFileSync('/etc/passwd', 'utf8');
    const account = options.accounts
      .map(name => findAccount(passwd, name))
      .find(found => found !== undefined);
    if (!account) {
      throw new Error(
        `there is no account ${options.accounts.join(
          ' or ',
        )} to run it as, and it must not be root`,
      );
    }
    chownSync(folders[own], account.uid, account.gid);
    return new Confinement(account, folders, choosePlace(folders));
  }

  /** Where the program finds a folder. */
  at(name: string): string {
    return this.#place ? path.join(this.#place, name) : this.#folders[name];
  }

  /** Makes a file its own; it was written by us. */
  give(file: string): void {
    if (this.#place) {
      chownSync(file, this.account.uid, this.account.gid);
    }
  }

  /** The command as it is to be started; its process number stays the same. */
  wrap(command: string[]): string[] {
    const place = this.#place;
    if (!place) {
      return command;
    }
    const names = Object.keys(this.#folders);
    const script = [
      'set -eu',
      `mount -t tmpfs -o mode=755 tmpfs ${place}`,
      ...names.flatMap(name => [
        `mkdir ${place}/${name}`,
        `mount --bind "$1" ${place}/${name}`,
        'shift',
      ]),
      `cd ${place}`,
      `exec setpriv --reuid=${this.account.uid} --regid=${this.account.gid} --clear-groups -- "$@"`,
    ].join('\n');
    return [
      ...['unshare', '--mount', '--propagation', 'private'],
      ...['sh', '-c', script, 'sh'],
      ...names.map(name => this.#folders[name]),
      ...command,
    ];
  }
}

function choosePlace(folders: Record<string, string>): string {
  const hidden = (place: string) =>
    Object.values(folders).some(folder => `${folder}/`.startsWith(`${place}/`));
  const place = PLACES.find(one => existsSync(one) && !hidden(one));
  if (!place) {
    throw new Error(`none of ${PLACES.join(', ')} is free to mount on`);
  }
  return place;
}
