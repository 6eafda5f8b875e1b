import { randomBytes } from 'node:crypto';

/** A secret of its own for each world; letters, digits, `-` and `_` only, so it needs no quoting anywhere. */
export const secret = (bytes = 24): string =>
  randomBytes(bytes).toString('base64url');
