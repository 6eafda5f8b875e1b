/**
 * The scaffolder actions of golden paths: render, check, apply, wait, record.
 *
 * @packageDocumentation
 */
export { scaffolderModuleGoldenPaths as default } from './module';
