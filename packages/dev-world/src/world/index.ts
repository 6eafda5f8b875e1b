export {
  buildImage,
  DEMO_VERSIONS,
  PAUSE_IMAGE,
  SHELL_IMAGE,
  demoImage,
} from '../build/images.ts';
export type { ImageSpec } from '../build/oci.ts';
export type { TarEntry } from '../build/tar.ts';
export { buildTools, KUBERNETES_VERSION } from '../build/tools.ts';
export type { BuildOptions } from '../build/tools.ts';
export { buildCommitImage } from '../builder/image.ts';
export { BUILD_CONTEXT, commitImage } from '../builder/types.ts';
export type { Commit } from '../builder/types.ts';
export { psql, upDatabase } from '../database/up.ts';
export { shownPictures } from '../docs/pictures.ts';
export { ForgeClient, ForgeError } from '../forge/client.ts';
export { upForge } from '../forge/up.ts';
export { upGateway } from '../gateway/up.ts';
export { databaseUrl, runningService } from '../services/describe.ts';
export { SERVICE_NAMES } from '../services/names.ts';
export { upServices } from '../services/up.ts';
export type { ServiceOptions } from '../services/up.ts';
export { Api, ApiError } from './api.ts';
export { downWorld } from './down.ts';
export { importImage } from './images.ts';
export { kubeconfigFor } from './kubeconfig.ts';
export { findRoot } from './paths.ts';
export { PEOPLE } from './pki.ts';
export type { Person } from './pki.ts';
export { listWorlds } from './state.ts';
export { renderStatus, worldStatus } from './status.ts';
export type * from './types.ts';
export { upWorld } from './up.ts';
export type { UpOptions } from './up.ts';
