import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goInstall } from './go.ts';

interface Program {
  title: string;
  version: string;
  /** Go module of the program, without its version. */
  module: string;
  expectedSeconds: number;
}

const PROGRAMS = {
  kustomize: {
    title: 'Kustomize',
    version: '5.8.1',
    module: 'sigs.k8s.io/kustomize/kustomize/v5',
    expectedSeconds: 40,
  },
  helm: {
    title: 'Helm',
    version: '3.19.2',
    module: 'helm.sh/helm/v3/cmd/helm',
    expectedSeconds: 90,
  },
} satisfies Record<string, Program>;

type Name = keyof typeof PROGRAMS;

/** Paths of the programs with which the portal renders what repositories hold. */
export type Renderers = Record<Name, string>;

const build = (name: Name, signal?: AbortSignal): CachedBuild => {
  const { title, version, module, expectedSeconds } = PROGRAMS[name];
  return {
    title: `Build ${title} ${version}`,
    key: `${name}-${version}-${process.platform}-${process.arch}`,
    file: name,
    expectedSeconds,
    make: folder =>
      goInstall(`${module}@v${version}`, folder, { nice: true, signal }),
  };
};

const buildOne = (options: BuildOptions, name: Name): Promise<string> =>
  withLock(
    path.join(cacheFolder(options.root), `.${name}.lock`),
    () => cached(options, build(name, options.signal)),
    options.signal,
  );

/** Whether {@link buildRenderers} has nothing to do. */
export const areRenderersBuilt = (root: string) =>
  isCached(root, build('kustomize')) && isCached(root, build('helm'));

/** One after the other: a Go build uses all cores by itself. */
export async function buildRenderers(
  options: BuildOptions,
): Promise<Renderers> {
  return {
    kustomize: await buildOne(options, 'kustomize'),
    helm: await buildOne(options, 'helm'),
  };
}
