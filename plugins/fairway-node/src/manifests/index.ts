/**
 * From files to objects: plain manifests and Kustomize, read without trusting
 * them.
 *
 * @packageDocumentation
 */
export * from './fields';
export * from './folderOf';
export * from './KustomizeRenderer';
export * from './PlainRenderer';
export * from './placePods';
export * from './pods';
export * from './podSecurity';
export * from './readObjects';
export * from './readYaml';
export * from './runOverFiles';
export type { Renderer } from '../previews/delivery';
export type { ForgeFile } from '../previews/forge';
