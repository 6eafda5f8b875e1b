import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLONE_SCRIPT } from './scripts';

const sha256 = (text: string) =>
  createHash('sha256').update(text).digest('hex');

/** The script as the pod runs it, on a repository beside it. */
describe('the script that clones', () => {
  const root = mkdtempSync(join(tmpdir(), 'fairway-clone-'));
  const origin = join(root, 'origin');
  const files = join(root, 'files');
  const folder = join(root, 'home', 'orders');
  const at = (path: string) => readFileSync(join(folder, path), 'utf8');
  const run = () =>
    execFileSync(
      '/bin/sh',
      ['-c', CLONE_SCRIPT.replaceAll('/etc/fairway/files', files)],
      {
        stdio: 'pipe',
        env: {
          ...process.env,
          FAIRWAY_FOLDER: folder,
          FAIRWAY_CLONE_URL: origin,
          FAIRWAY_BRANCH: '',
        },
      },
    );
  const put = (i: number, path: string, content: string, replaces?: string) => {
    const base = join(files, `file-${i}`);
    writeFileSync(`${base}.path`, path);
    writeFileSync(`${base}.content`, content);
    if (replaces) {
      writeFileSync(`${base}.replaces`, replaces);
    }
  };

  beforeAll(() => {
    const git = (...args: string[]) =>
      execFileSync(
        'git',
        ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args],
        { cwd: origin, stdio: 'pipe' },
      );
    mkdirSync(origin);
    mkdirSync(files);
    git('init', '-q');
    writeFileSync(join(origin, 'own.yaml'), 'mine\n');
    writeFileSync(join(origin, 'old.yaml'), 'generated\n');
    writeFileSync(join(origin, 'edited.yaml'), 'edited since\n');
    symlinkSync('own.yaml', join(origin, 'link.yaml'));
    git('add', '.');
    git('commit', '-q', '-m', 'All');
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it('writes what is new or was read, and leaves all else', () => {
    put(0, 'deep/new.yaml', 'new\n');
    put(1, 'own.yaml', 'never\n');
    put(2, 'old.yaml', 'better\n', sha256('generated\n'));
    put(3, 'edited.yaml', 'never\n', sha256('generated\n'));
    put(4, 'link.yaml', 'never\n', sha256('mine\n'));
    put(5, '-n $(touch ran).yaml', 'odd\n');
    run();
    expect(at('deep/new.yaml')).toBe('new\n');
    expect(at('own.yaml')).toBe('mine\n');
    expect(at('old.yaml')).toBe('better\n');
    expect(at('edited.yaml')).toBe('edited since\n');
    expect(at('-n $(touch ran).yaml')).toBe('odd\n');
    expect(existsSync(join(folder, 'ran'))).toBe(false);
    expect(existsSync(`${folder}.part`)).toBe(false);
  });

  it('does nothing to a clone that is there', () => {
    writeFileSync(join(folder, 'old.yaml'), 'by hand\n');
    rmSync(join(folder, 'deep'), { recursive: true });
    run();
    expect(at('old.yaml')).toBe('by hand\n');
    expect(existsSync(join(folder, 'deep'))).toBe(false);
  });
});
