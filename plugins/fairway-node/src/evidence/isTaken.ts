import { isError } from '@backstage/errors';

/** Whether a row was there already, by the codes of PostgreSQL and SQLite. @public */
export function isTaken(error: unknown): boolean {
  const code = isError(error) ? String(error.code) : '';
  return code === '23505' || code.startsWith('SQLITE_CONSTRAINT');
}
