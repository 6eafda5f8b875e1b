import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { personAuthenticator } from './personAuthenticator';

/**
 * Signs in without a password as one of the people of the dev world. For
 * development only: it does not start in a production process.
 */
export default createBackendModule({
  pluginId: 'auth',
  moduleId: 'developer-provider',
  register(env) {
    env.registerInit({
      deps: {
        providers: authProvidersExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ providers, config }) {
        if (!config.has('auth.providers.developer')) {
          return;
        }
        if (process.env.NODE_ENV !== 'development') {
          throw new Error(
            'auth.providers.developer lets anybody in and works with NODE_ENV=development only; remove it from the configuration',
          );
        }
        providers.registerProvider({
          providerId: 'developer',
          factory: createProxyAuthProviderFactory({
            authenticator: personAuthenticator,
            signInResolver: ({ result }, ctx) =>
              ctx.signInWithCatalogUser({
                entityRef: stringifyEntityRef(
                  parseEntityRef(result.name, {
                    defaultKind: 'user',
                    defaultNamespace: 'default',
                  }),
                ),
              }),
          }),
        });
      },
    });
  },
});
