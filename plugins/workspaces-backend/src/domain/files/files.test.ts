import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesCommand, readFiles } from './files';

describe('what a shell reads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fairway-files-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  it('comes back as it was, and nothing in a name is run', () => {
    const odd = '-n $(touch ran) `touch ran`; "\'';
    writeFileSync(join(folder, odd), 'füchse\r\n\n');
    writeFileSync(join(folder, 'empty'), '');
    writeFileSync(join(folder, 'huge'), 'x'.repeat(300_000));
    mkdirSync(join(folder, 'folder'));
    symlinkSync('empty', join(folder, 'link'));
    const paths = [odd, 'empty', 'none', 'huge', 'folder', 'link', 'ran'];
    const [file, ...args] = filesCommand(folder, paths);
    const stdout = execFileSync(file, args, { encoding: 'utf8' });
    expect(readFiles({ stdout, exitCode: 0 }, paths)).toEqual({
      [odd]: 'füchse\r\n\n',
      empty: '',
      huge: '\0',
      folder: '\0',
      link: '\0',
    });
  });
});

it.each([
  ['the shell failed', { stdout: 'none\nend\n', exitCode: 1 }],
  ['it was cut off', { stdout: 'none\n', exitCode: 0 }],
  ['there is nothing', { stdout: '' }],
])('is unknown if %s', (_, result) => {
  expect(readFiles(result, ['a'])).toBeUndefined();
});
