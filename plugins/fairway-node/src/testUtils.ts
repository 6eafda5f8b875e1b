/**
 * For tests against a real API server.
 *
 * @packageDocumentation
 */
export * from './testing/describeWithCluster';
export * from './testing/eventually';
export * from './testing/forge/describeWithGitea';
export * from './testing/forge/forgeContract';
export * from './testing/forge/ForgeWorld';
export * from './testing/forge/upgradeForgeContract';
export * from './testing/forge/WorkingCopy';
export * from './testing/openStream';
export * from './testing/Random';
export * from './testing/RealCluster';
export * from './testing/required';
export * from './testing/TcpProxy';
export * from './testing/testDatabaseIds';
export * from './testing/waitFor';
export * from './testing/workspaces/workspaceDriverContract';
export type * from './client/types';
export type * from './previews/forge';
export type * from './previews/upgradeForge';
export type * from './workspaces/driver';
export type * from './cache/types';
export type * from './client/podStreams';
export type * from './clusters/types';
export type { SignedInUser } from './identity/toKubernetesIdentity';
export type * from './identity/types';
