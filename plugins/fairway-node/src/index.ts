/**
 * Reaches Kubernetes clusters: identities, watch cache, reads and guarded writes.
 *
 * @packageDocumentation
 */
export * from './cache/types';
export * from './client/types';
export * from './clusters/types';
export * from './identity/types';
