import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sourcesOf } from './prepare';

describe('sourcesOf', () => {
  const root = mkdtempSync(path.join(os.tmpdir(), 'fairway-sources-'));
  afterAll(() => rmSync(root, { recursive: true }));

  const manifest = (folder: string, name: string, needs: string[]) => {
    mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(
      path.join(root, folder, 'package.json'),
      JSON.stringify({
        name,
        dependencies: Object.fromEntries(needs.map(need => [need, '*'])),
      }),
    );
  };

  it('is a package and all of ours that it needs, once each', () => {
    manifest('packages/app', 'app', ['react', '@own/page']);
    manifest('plugins/page', '@own/page', ['@own/words', '@own/look']);
    manifest('plugins/look', '@own/look', ['@own/words', '@own/page']);
    manifest('plugins/words', '@own/words', []);
    manifest('plugins/server', '@own/server', ['@own/words']);
    mkdirSync(path.join(root, 'plugins', 'left-over'));
    expect(sourcesOf(root, 'packages/app').sort()).toEqual([
      'packages/app',
      'plugins/look',
      'plugins/page',
      'plugins/words',
    ]);
  });
});
