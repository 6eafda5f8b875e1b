import path from 'node:path';
import { cacheFolder, devWorldFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import type { Tools } from '../world/types.ts';
import { cached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { goBuild, goInstall } from './go.ts';
import { hashFolder } from './hash.ts';
import { buildImage, worldImages } from './images.ts';
import { architecture } from './oci.ts';

/** Version of Kubernetes; go.mod of the Kubernetes program says the same. */
export const KUBERNETES_VERSION = '1.36.3';
const KWOK_VERSION = '0.8.0';

export type { BuildOptions };

/**
 * Builds the programs of a world, or takes them from `.fairway/cache`. The
 * builds run one after the other: a Go build uses all cores by itself.
 */
export async function buildTools(options: BuildOptions): Promise<Tools> {
  // Two starts at once must not compile Kubernetes twice.
  return withLock(
    path.join(cacheFolder(options.root), '.lock'),
    () => build(options),
    options.signal,
  );
}

/** One of our own Go programs. */
const own = (
  { root, signal }: BuildOptions,
  name: string,
  title: string,
): CachedBuild => {
  const source = path.join(devWorldFolder(root), 'go', name);
  return {
    title,
    key: `${name}-${hashFolder(source, process.platform, process.arch)}`,
    file: name,
    expectedSeconds: 3,
    make: folder =>
      goBuild({ folder: source, out: path.join(folder, name), signal }),
  };
};

/** The service that images are made of which bring no program of their own. */
export const buildDemoServer = (options: BuildOptions) =>
  cached(
    options,
    own(options, 'demo-server', 'Build the demonstration server'),
  );

async function build(options: BuildOptions): Promise<Tools> {
  const go = path.join(devWorldFolder(options.root), 'go');
  const helper = await cached(
    options,
    own(options, 'helper', 'Build the helper'),
  );
  const kwok = await cached(options, {
    title: `Build kwok ${KWOK_VERSION}`,
    key: `kwok-${KWOK_VERSION}-${process.platform}-${process.arch}`,
    file: 'kwok',
    expectedSeconds: 110,
    make: folder =>
      goInstall(`sigs.k8s.io/kwok/cmd/kwok@v${KWOK_VERSION}`, folder, {
        signal: options.signal,
      }),
  });
  const kubedev = await cached(
    options,
    kubernetes(path.join(go, 'kubernetes'), options),
  );
  const stages = path.join(devWorldFolder(options.root), 'stages');
  if (process.platform !== 'linux') {
    return { kubedev, helper, kwok, stages };
  }
  const coredns = await cached(options, {
    ...own(options, 'coredns', 'Build CoreDNS'),
    expectedSeconds: 90,
  });
  const demoServer = await buildDemoServer(options);
  const images = await cached(options, {
    title: 'Pack the images',
    key: `images-${architecture()}-${hashFolder(
      path.join(devWorldFolder(options.root), 'src', 'build'),
      demoServer,
      helper,
    )}`,
    file: 'images.tar',
    expectedSeconds: 1,
    make: async folder => {
      buildImage(
        worldImages({ demoServer, helper }),
        path.join(folder, 'images.tar'),
      );
    },
  });
  return { kubedev, helper, kwok, coredns, images, stages };
}

function kubernetes(folder: string, options: BuildOptions): CachedBuild {
  const [major, minor] = KUBERNETES_VERSION.split('.');
  const version = 'k8s.io/component-base/version';
  return {
    title: `Build Kubernetes ${KUBERNETES_VERSION}`,
    key: `kubedev-${KUBERNETES_VERSION}-${hashFolder(
      folder,
      process.platform,
      process.arch,
    )}`,
    file: 'kubedev',
    expectedSeconds: 330,
    make: out =>
      goBuild({
        folder,
        out: path.join(out, 'kubedev'),
        // Without these the API server calls itself v0.0.0 and clients refuse it.
        ldflags: `-X ${version}.gitVersion=v${KUBERNETES_VERSION} -X ${version}.gitMajor=${major} -X ${version}.gitMinor=${minor}`,
        signal: options.signal,
      }),
  };
}
