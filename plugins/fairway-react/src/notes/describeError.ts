import { ConflictError, isError, ResponseError } from '@backstage/errors';

/** What kind of failure it was, as far as a person can do something about it. @public */
export type ErrorKind =
  | 'refused'
  | 'missing'
  | 'conflict'
  | 'invalid'
  | 'unreachable'
  | 'other';

const BY_NAME: Record<string, ErrorKind> = {
  AuthenticationError: 'refused',
  NotAllowedError: 'refused',
  NotFoundError: 'missing',
  ConflictError: 'conflict',
  InputError: 'invalid',
  ServiceUnavailableError: 'unreachable',
};

const BY_STATUS: Record<number, ErrorKind> = {
  400: 'invalid',
  401: 'refused',
  403: 'refused',
  404: 'missing',
  409: 'conflict',
  422: 'invalid',
  502: 'unreachable',
  503: 'unreachable',
  504: 'unreachable',
};

/** @public */
export function errorKind(error: unknown): ErrorKind {
  if (error instanceof ResponseError) {
    return BY_STATUS[error.statusCode] ?? BY_NAME[error.cause.name] ?? 'other';
  }
  if (error instanceof ConflictError) {
    return 'conflict';
  }
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) {
    return 'unreachable';
  }
  return (isError(error) && BY_NAME[error.name]) || 'other';
}

/** The words of whoever failed: the server's own where it answered. @public */
export function errorWords(error: unknown): string {
  if (error instanceof ResponseError) {
    return error.cause.message || error.message;
  }
  return isError(error) ? error.message : String(error);
}
