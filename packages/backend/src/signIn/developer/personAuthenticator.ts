import { AuthenticationError } from '@backstage/errors';
import { createProxyAuthenticator } from '@backstage/plugin-auth-node';

/** The header in which the sign-in page says who somebody wants to be. */
export const PERSON_HEADER = 'x-fairway-person';

/** Lets in whoever names one of the configured people. */
export const personAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (result: { name: string }) => ({
    profile: { displayName: result.name },
  }),
  initialize({ config }) {
    return { people: config.getStringArray('people') };
  },
  async authenticate({ req }, { people }: { people: string[] }) {
    const name = req.header(PERSON_HEADER);
    if (!name || !people.includes(name)) {
      throw new AuthenticationError(
        `'${
          name ?? ''
        }' is not one of the people who may sign in: ${people.join(', ')}`,
      );
    }
    return { result: { name } };
  },
});
