import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { writeLayout } from './layout';
import { tar } from './tar';

describe('writeLayout', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-layout-'));
  const layer = (name: string, text: string) => {
    const file = path.join(folder, `${name}.tar`);
    writeFileSync(file, tar([{ path: name, data: Buffer.from(text) }]));
    return file;
  };
  const read = (out: string, ...names: string[]) =>
    JSON.parse(readFileSync(path.join(out, ...names), 'utf8'));
  const blob = (digest: string) => ['blobs', 'sha256', digest.split(':')[1]];

  afterAll(() => rmSync(folder, { recursive: true }));

  it('names every part by what is in it', async () => {
    const out = path.join(folder, 'image');
    mkdirSync(out);
    await writeLayout(
      {
        name: 'localhost/a:1',
        command: ['/run'],
        user: '1000:1000',
        workingDir: '/home/dev',
        layers: [layer('below', 'x'), layer('above', 'y')],
      },
      out,
    );
    const [entry] = read(out, 'index.json').manifests;
    expect(entry.annotations['io.containerd.image.name']).toBe('localhost/a:1');
    const manifest = read(out, ...blob(entry.digest));
    const { config, rootfs } = read(out, ...blob(manifest.config.digest));
    expect(config).toMatchObject({
      Entrypoint: ['/run'],
      User: '1000:1000',
      WorkingDir: '/home/dev',
    });
    const layers = manifest.layers as { digest: string; size: number }[];
    expect(rootfs.diff_ids).toEqual(layers.map(({ digest }) => digest));
    for (const { digest, size } of layers) {
      const file = path.join(out, ...blob(digest));
      const sum = execFileSync('sha256sum', [file]).toString().split(' ')[0];
      expect(`sha256:${sum}`).toBe(digest);
      expect(readFileSync(file)).toHaveLength(size);
    }
    expect(
      execFileSync('tar', ['-tf', path.join(out, ...blob(layers[1].digest))])
        .toString()
        .trim(),
    ).toBe('above');
  });
});
