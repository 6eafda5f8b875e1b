import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ForgeError } from '@fairway-idp/backstage-plugin-fairway-node';

/** What a forge did not do is thrown in the words of HTTP. */
export async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ForgeError ? asHttp(error) : error;
  }
}

function asHttp(error: ForgeError): Error {
  const Class = {
    'not-found': NotFoundError,
    refused: ConflictError,
    unauthorized: ServiceUnavailableError,
    forbidden: ServiceUnavailableError,
    'rate-limited': ServiceUnavailableError,
    unreachable: ServiceUnavailableError,
  }[error.reason];
  // The cause is kept for the log; the constructor would repeat its message.
  return Object.defineProperty(new Class(error.message), 'cause', {
    value: error,
  });
}
