import { createHash } from 'node:crypto';
import { isUnread } from './similarity';
import type { TreeFile } from './types';

/** How Git calls files: by which digest. */
export type IdFormat = 'sha1' | 'sha256';

/** By the ids that a repository has. */
export function formatOf(id = ''): IdFormat {
  return id.length === 64 ? 'sha256' : 'sha1';
}

/** The id that Git gives to what is in a file: the same content has the same. */
export function gitIdOf(
  { content }: Pick<TreeFile, 'content'>,
  format: IdFormat,
): string {
  if (isUnread(content)) {
    return content.id;
  }
  const bytes = Buffer.from(content as Uint8Array);
  return createHash(format)
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');
}
