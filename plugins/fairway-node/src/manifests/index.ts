/**
 * From files to objects: plain manifests, Kustomize and Helm charts, read without
 * trusting them.
 *
 * @packageDocumentation
 */
export * from './fields';
export * from './folderOf';
export * from './helm/hooks';
export * from './HelmRenderer';
export * from './KustomizeRenderer';
export * from './PlainRenderer';
export * from './placePods';
export * from './pods';
export * from './podSecurity';
export * from './readObjects';
export * from './readYaml';
export * from './runOverFiles';
export type { Renderer, RenderOptions } from '../previews/delivery';
export type { ForgeFile } from '../previews/forge';
