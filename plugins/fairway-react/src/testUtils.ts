/**
 * For tests of what shows streams.
 *
 * @packageDocumentation
 */
export * from './live/testing/SentByTest';
export type * from './live/types';
