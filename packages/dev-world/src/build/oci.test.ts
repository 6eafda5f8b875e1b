import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseGoVersion } from './go.ts';
import { ociArchive } from './oci.ts';
import { tar } from './tar.ts';

/** What the system's own tar reads out of an archive. */
function listWithTar(archive: Buffer): string[] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-tar-'));
  try {
    writeFileSync(path.join(folder, 'a.tar'), archive);
    return execFileSync('tar', ['-tf', path.join(folder, 'a.tar')])
      .toString()
      .trim()
      .split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('tar', () => {
  it('is read by another tar, long paths and links included', () => {
    const long = `${'folder/'.repeat(20)}file`;
    const archive = tar([
      { path: 'bin/', folder: true },
      { path: 'bin/a', data: Buffer.from('x'.repeat(1000)), mode: 0o755 },
      { path: 'bin/b', linkTo: 'a' },
      { path: long, data: Buffer.from('deep') },
    ]);
    expect(listWithTar(archive)).toEqual(['bin/', 'bin/a', 'bin/b', long]);
  });

  it('refuses what the format cannot hold', () => {
    expect(() => tar([{ path: 'x'.repeat(101) }])).toThrow('too long');
  });
});

describe('ociArchive', () => {
  const image = (name: string, version: string) => ({
    name,
    files: [{ path: 'app/server', data: Buffer.from('binary'), mode: 0o755 }],
    command: ['/app/server'],
    env: { VERSION: version },
    user: '65532:65532',
    ports: [8080],
  });

  it('is the same each time', () => {
    const make = () => ociArchive([image('localhost/a:1', '1')]);
    expect(make().equals(make())).toBe(true);
  });

  it('stores a layer that two images share only once', () => {
    const one = listWithTar(ociArchive([image('localhost/a:1', '1')]));
    const two = listWithTar(
      ociArchive([image('localhost/a:1', '1'), image('localhost/a:2', '2')]),
    );
    expect(one).toHaveLength(5);
    // Another configuration and another manifest, but the same layer.
    expect(two).toHaveLength(7);
  });
});

describe('parseGoVersion', () => {
  it.each([
    ['go version go1.26.8 linux/amd64', [1, 26]],
    ['go version go1.9 darwin/arm64', [1, 9]],
    ['go version devel', undefined],
  ])('%s', (answer, expected) => {
    expect(parseGoVersion(answer)).toEqual(expected);
  });
});
