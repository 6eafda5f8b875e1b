import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { forgeAuthApi } from './forgeAuth';

const signInPage = SignInPageBlueprint.make({
  params: {
    loader: async () =>
      (await import('./DeveloperSignInPage')).DeveloperSignInPage,
  },
});

/** The sign-in page, and what its ways in need. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [signInPage, forgeAuthApi],
});
