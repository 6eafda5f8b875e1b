import { isError, ServiceUnavailableError } from '@backstage/errors';
import {
  ForgeError,
  toBackstageError,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { forgeProblem } from '@fairway-idp/backstage-plugin-golden-paths-node';

const RETRY =
  'Nothing is lost: retry this run when that is over; it goes on with this step, and makes nothing twice';

/**
 * The same error in words for whoever started the run: what a cluster refused is
 * no error of the portal, and what did not answer may be tried again.
 */
export function inWords(error: unknown): unknown {
  const words =
    error instanceof ForgeError ? forgeProblem(error) : toBackstageError(error);
  if (!isError(words) || words.name !== 'ServiceUnavailableError') {
    return words;
  }
  const { message } = words;
  return Object.defineProperty(
    new ServiceUnavailableError(
      message.endsWith(RETRY) ? message : `${message}. ${RETRY}`,
    ),
    'cause',
    { value: error },
  );
}
