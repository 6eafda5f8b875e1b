import { posix } from 'node:path';

/**
 * A folder of a repository, always written the same: `deploy`, or `.` for its root.
 *
 * @public
 */
export function folderOf(path: string): string {
  return posix.join('.', path).replace(/^\/+|\/+$/g, '') || '.';
}
