/**
 * Lets the environments plugin give previews to the pull requests of a Gitea.
 *
 * @packageDocumentation
 */
export { environmentsModuleGitea as default } from './module';
