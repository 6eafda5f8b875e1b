import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';

/** Room for what Kubernetes adds to the names of pods and revisions. */
const MAX_LENGTH = 40;
const HASH_LENGTH = 8;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What makes a workspace this one and no other. @public */
export interface WorkspaceKey {
  /** Of the portal: two may share a cluster. */
  instance: string;
  cluster: string;
  /** The sandbox. */
  namespace: string;
  /** Entity reference of the component. */
  entityRef: string;
  /** Empty = the default branch. */
  branch: string;
}

/**
 * The one function that names workspaces and all that belongs to one: object
 * names, SSH alias and principal. Always `ws-`, something to read, and a hash, in
 * at most 40 characters; the same key gives the same name.
 *
 * @public
 */
export function workspaceName(key: WorkspaceKey): string {
  const { instance, cluster, namespace, entityRef, branch } = key;
  const hash = hashOf([instance, cluster, namespace, entityRef, branch]);
  const room = MAX_LENGTH - 'ws--'.length - HASH_LENGTH;
  const slug = `${entityRef.split('/').at(-1)} ${branch}`
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, room)
    .replace(/-+$/, '');
  return ['ws', ...(slug ? [slug] : []), hash].join('-');
}

/** JSON keeps the parts apart: no two keys give the same text. */
function hashOf(parts: string[]): string {
  const bytes = sha256(utf8ToBytes(JSON.stringify(parts)));
  return Array.from(
    bytes.slice(0, HASH_LENGTH),
    byte => BASE32[byte % BASE32.length],
  ).join('');
}
