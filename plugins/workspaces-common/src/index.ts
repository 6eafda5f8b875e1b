/**
 * What a component is for its developer, and the files of its inner loop.
 *
 * @packageDocumentation
 */
export * from './component/annotations';
export * from './component/facts';
export * from './component/readDockerfile';
export * from './component/resolveComponent';
export { checkTarget, type DeveloperTarget } from './target/target';
export {
  baggagePattern,
  isRoutingKey,
  ROUTING_ENTRY,
} from './routing/routingKey';
export * from './generate/tools';
export * from './generate/generateInnerLoop';
export type { ManagedFile } from './managed/block';
export * from './managed/mergeManaged';
export * from './managed/mergeManagedFiles';
export * from './managed/planManagedFiles';
export { type NamespacePolicy, type PreflightInput } from './preflight/context';
export * from './preflight/preflight';
export * from './choose/chooseTool';
