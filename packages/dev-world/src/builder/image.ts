import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { goBuild } from '../build/go.ts';
import { buildImage } from '../build/images.ts';
import type { TarEntry } from '../build/tar.ts';
import { buildDemoServer } from '../build/tools.ts';
import { importImage } from '../world/images.ts';
import { findRoot } from '../world/paths.ts';
import type { Progress, World } from '../world/types.ts';
import { fetchSource, filesBelow } from './source.ts';
import { commitImage } from './types.ts';
import type { Commit } from './types.ts';

const SILENT: Progress = {
  step: () => ({
    done: () => undefined,
    skip: () => undefined,
    fail: () => undefined,
  }),
};

/**
 * Makes an image of a commit and puts it onto the real node, as a build server
 * and a registry would, and returns its name. A repository with a `go.mod` is
 * compiled; the files of any other are served by the demonstration server.
 * @param tags further names of the image, such as that of a branch
 */
export async function buildCommitImage(
  world: Pick<World, 'state'>,
  commit: Commit,
  tags: string[] = [],
): Promise<string> {
  const { forge } = world.state.services ?? {};
  if (!forge || 'off' in forge) {
    throw new Error(`World '${world.state.name}' has no forge`);
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fairway-build-'));
  try {
    const source = path.join(folder, 'source');
    mkdirSync(source);
    await fetchSource(forge, commit, source);
    const files = existsSync(path.join(source, 'go.mod'))
      ? await compiled(source, path.join(folder, 'server'))
      : await served(source);
    const names = [undefined, ...tags].map(tag => commitImage(commit, tag));
    const archive = buildImage(
      names.map(name => ({
        name,
        files,
        command: ['/server'],
        env: {
          NAME: commit.repo,
          VERSION: commit.sha.slice(0, 12),
          SITE: '/app',
        },
        user: '65532:65532',
        ports: [8080],
      })),
      path.join(folder, 'image.tar'),
    );
    await importImage(world, archive);
    return names[0];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const program = (file: string): TarEntry => ({
  path: 'server',
  data: readFileSync(file),
  mode: 0o755,
});

async function compiled(source: string, out: string): Promise<TarEntry[]> {
  await goBuild({
    folder: source,
    out,
    // No other Go than ours; what it needs of others is what its go.sum says.
    env: { GOTOOLCHAIN: 'local', GOWORK: 'off' },
    nice: true,
  });
  return [program(out)];
}

async function served(source: string): Promise<TarEntry[]> {
  const server = await buildDemoServer({ root: findRoot(), progress: SILENT });
  return [program(server), ...filesBelow(source, 'app')];
}
