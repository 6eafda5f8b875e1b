/**
 * Tells the form of a golden path what fits and what would be refused.
 *
 * @packageDocumentation
 */
export { goldenPathsPlugin as default } from './plugin';
