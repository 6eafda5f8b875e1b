import { createHash } from 'node:crypto';
import { GOLDEN_PATH_RECORD_FILE } from '@fairway-idp/backstage-plugin-fairway-common';
import { isUnread } from '../merge/similarity';
import type { Tree } from '../merge/types';

/**
 * Of all files but the record: what `fairway:golden-path:record` writes down of
 * the same files, in the order in which it walks through folders.
 */
export function treeDigest(tree: Tree): string {
  const hash = createHash('sha256');
  for (const path of [...tree.keys()].sort(byFolder)) {
    if (path !== GOLDEN_PATH_RECORD_FILE) {
      const { content: given } = tree.get(path)!;
      if (isUnread(given)) {
        throw new Error(`${path} was not read`);
      }
      const content = Buffer.from(given as Uint8Array);
      hash.update(`${Buffer.byteLength(path)}:${path}${content.length}:`);
      hash.update(content);
    }
  }
  return `sha256:${hash.digest('hex')}`;
}

function byFolder(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  const i = left.findIndex((part, n) => part !== right[n]);
  if (i === -1) {
    return left.length - right.length;
  }
  return right[i] === undefined || left[i] > right[i] ? 1 : -1;
}
