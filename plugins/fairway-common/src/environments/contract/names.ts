import { sha256 } from '@noble/hashes/sha2';
import { utf8ToBytes } from '@noble/hashes/utils';
import type { EnvironmentKind } from './keys';

/** A namespace, a host label and a PostgreSQL identifier may all be this long. */
const MAX_LENGTH = 63;
const HASH_LENGTH = 8;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

const PREFIXES: Record<EnvironmentKind, string> = {
  preview: 'pv',
  sandbox: 'sb',
  workspace: 'ws',
};

/**
 * What makes an environment this one and no other. The slugs are for reading
 * only; they may change (a repository is renamed) and the key stays.
 *
 * @public
 */
export type EnvironmentKey =
  | {
      kind: 'preview';
      instance: string;
      host: string;
      repositoryId: string;
      number: number;
      /** Name of the repository, for people. */
      slug: string;
    }
  | {
      kind: 'sandbox' | 'workspace';
      instance: string;
      /** Entity reference. */
      owner: string;
      title: string;
    };

/**
 * The one function that makes names: namespace, host label, schema and comment
 * all use what it returns. Always a valid RFC 1123 label: at most 63 characters,
 * begins with a letter and ends with a letter or digit.
 *
 * @public
 */
export function environmentName(key: EnvironmentKey): string {
  const prefix = PREFIXES[key.kind];
  const number = key.kind === 'preview' ? [`${key.number}`] : [];
  const tail = [...number, hashOf(key)].join('-');
  const room = MAX_LENGTH - prefix.length - tail.length - 2;
  const slug = slugOf(readablePart(key), room);
  return [prefix, ...(slug ? [slug] : []), tail].join('-');
}

/**
 * Whether a name was made for this key, whatever the slug was then. Guards
 * against annotations that were copied to a namespace of somebody else's.
 *
 * @public
 */
export function isNameOf(name: string, key: EnvironmentKey): boolean {
  return (
    name.startsWith(`${PREFIXES[key.kind]}-`) &&
    name.endsWith(`-${hashOf(key)}`)
  );
}

/**
 * The PostgreSQL identifier (schema, role) that goes with a name: needs no
 * quotes, and no two names share one.
 *
 * @public
 */
export function databaseIdentifier(name: string): string {
  return name.replaceAll('-', '_');
}

/** Lower-case ASCII words joined by `-`, cut so that it never ends on one. */
function slugOf(text: string, room: number): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, Math.max(room, 0))
    .replace(/-+$/, '');
}

function readablePart(key: EnvironmentKey): string {
  return key.kind === 'preview'
    ? key.slug
    : `${key.owner.split('/').at(-1)} ${key.title}`;
}

/** JSON keeps the parts apart: no two keys give the same text. */
function hashOf(key: EnvironmentKey): string {
  const parts =
    key.kind === 'preview'
      ? [key.kind, key.instance, key.host, key.repositoryId, key.number]
      : [key.kind, key.instance, key.owner, key.title];
  const bytes = sha256(utf8ToBytes(JSON.stringify(parts)));
  return Array.from(
    bytes.slice(0, HASH_LENGTH),
    byte => BASE32[byte % BASE32.length],
  ).join('');
}
