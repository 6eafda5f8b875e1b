/**
 * Speaks with a Gitea or Forgejo.
 *
 * @packageDocumentation
 */
export * from './GiteaClient';
export * from './readPages';
