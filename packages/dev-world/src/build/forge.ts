import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, devWorldFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goBuild } from './go.ts';
import { hashFolder } from './hash.ts';
import { run } from './run.ts';

const MODULE = 'code.gitea.io/gitea';
/** What Gitea reads at run time; in its own releases this is inside the program. */
const ASSETS = ['options', 'public', 'templates'];

/** A folder with the program `forge` and what it reads. */
export interface ForgeProgram {
  folder: string;
  version: string;
}

const moduleFolder = (root: string) =>
  path.join(devWorldFolder(root), 'go', 'forge');

/** The version of Gitea that go.mod asks for. */
export function giteaVersion(goMod: string): string {
  const version = /^\s*code\.gitea\.io\/gitea v(\S+)/m.exec(goMod)?.[1];
  if (!version) {
    throw new Error(`go.mod of the forge does not require ${MODULE}`);
  }
  return version;
}

const versionIn = (root: string) =>
  giteaVersion(readFileSync(path.join(moduleFolder(root), 'go.mod'), 'utf8'));

function forgeBuild(root: string, signal?: AbortSignal): CachedBuild {
  const source = moduleFolder(root);
  const version = versionIn(root);
  return {
    title: `Build Gitea ${version}`,
    key: `forge-${version}-${hashFolder(
      source,
      process.platform,
      process.arch,
    )}`,
    file: 'forge',
    expectedSeconds: 240,
    make: async folder => {
      await goBuild({
        folder: source,
        out: path.join(folder, 'forge'),
        ldflags: `-X main.version=${version}`,
        tags: 'sqlite sqlite_unlock_notify',
        // Its SQLite is a C library.
        env: { CGO_ENABLED: '1' },
        nice: true,
        signal,
      });
      const module = (
        await run(['go', 'list', '-m', '-f', '{{.Dir}}', MODULE], {
          cwd: source,
          env: { ...process.env, GOFLAGS: '' },
        })
      ).trim();
      ASSETS.forEach(name =>
        cpSync(path.join(module, name), path.join(folder, name), {
          recursive: true,
        }),
      );
      // Files of the module cache cannot be written, and so not removed.
      await run(['chmod', '-R', 'u+w', folder]);
    },
  };
}

/** Whether `buildForge` has nothing to do. */
export const isForgeBuilt = (root: string) => isCached(root, forgeBuild(root));

/** Builds Gitea, which takes minutes the first time. */
export async function buildForge(options: BuildOptions): Promise<ForgeProgram> {
  const { root, signal } = options;
  // A lock of its own: a start that needs no Gitea does not wait for one that builds it.
  const program = await withLock(
    path.join(cacheFolder(root), '.forge.lock'),
    () => cached(options, forgeBuild(root, signal)),
    signal,
  );
  return { folder: path.dirname(program), version: versionIn(root) };
}
