/**
 * Lets the golden-paths plugin open upgrades as pull requests in a Gitea.
 *
 * @packageDocumentation
 */
export { goldenPathsModuleGitea as default } from './goldenPathsModule';
