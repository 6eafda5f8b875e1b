import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';

/**
 * What a forge did not do, as an error with the field of the form: it does not
 * know which one it was asked about. Only what may be over soon is unavailable.
 *
 * @public
 */
export function forgeProblem({
  message,
  reason,
}: Pick<ForgeError, 'message' | 'reason'>): Error {
  const words = `repoUrl: ${message}`;
  switch (reason) {
    case 'unreachable':
    case 'rate-limited':
      return new ServiceUnavailableError(words);
    case 'unauthorized':
    case 'forbidden':
      return new NotAllowedError(
        `${words}. The portal's account in integrations.gitea may not do that: those who run the portal can mend it`,
      );
    default:
      return new InputError(words);
  }
}
