import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { filesBelow, removeLinks } from './source';

describe('the source of a commit', () => {
  let folder: string;
  let outside: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-source-'));
    outside = mkdtempSync(path.join(os.tmpdir(), 'fairway-outside-'));
    writeFileSync(path.join(outside, 'secret'), 'secret');
    mkdirSync(path.join(folder, 'pages'));
    writeFileSync(path.join(folder, 'pages', 'index.html'), 'hello');
  });

  afterEach(() => {
    [folder, outside].forEach(one => rmSync(one, { recursive: true }));
  });

  it('holds no link to a file or a folder of this machine', () => {
    symlinkSync(path.join(outside, 'secret'), path.join(folder, 'pages', 'a'));
    symlinkSync(outside, path.join(folder, 'b'));
    removeLinks(folder);
    expect(filesBelow(folder, 'app').map(entry => entry.path)).toEqual([
      'app/pages/index.html',
    ]);
    expect(existsSync(path.join(outside, 'secret'))).toBe(true);
  });
});
