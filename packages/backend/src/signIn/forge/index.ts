import { createBackendModule } from '@backstage/backend-plugin-api';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  commonSignInResolvers,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { verifiedProfile } from './verifiedProfile';

/** Signs in with an account on the Git forge, where `auth.providers.oidc` is configured. */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'forge-provider',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'oidc',
          factory: createOAuthProviderFactory({
            authenticator: oidcAuthenticator,
            profileTransform: verifiedProfile,
            signInResolverFactories: commonSignInResolvers,
          }),
        });
      },
    });
  },
});
