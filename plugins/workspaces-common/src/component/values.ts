/** Forms of what stands in annotations. Each gives undefined for what is none. */
import { parse } from 'shell-quote';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const IMAGE =
  /^([a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?\/)?[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
// What a terminal, an editor or a parser of lines would take for something else:
// control characters, ends of lines, turns of direction, the mark of byte order.
const UNPRINTABLE =
  /[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/u;

export function isPrintable(text: string): boolean {
  return !UNPRINTABLE.test(text);
}

/** A label of RFC 1123, as containers and namespaces are called. */
export function readLabel(text: string): string | undefined {
  return LABEL.test(text) ? text : undefined;
}

/** A subdomain of RFC 1123, as workloads are called. */
export function readSubdomain(text: string): string | undefined {
  return text.length <= 253 && SUBDOMAIN.test(text) ? text : undefined;
}

export function readPort(text: string): number | 'none' | undefined {
  if (text === 'none') {
    return text;
  }
  const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** An image without its tag and digest. */
export function readImage(text: string): string | undefined {
  const untagged = text
    .replace(/@sha256:[0-9a-f]{64}$/, '')
    .replace(/:[\w][\w.-]{0,127}$/, '');
  return untagged.length <= 255 && IMAGE.test(untagged) ? untagged : undefined;
}

/** An image with its tag, if it has one. */
export function readTaggedImage(text: string): string | undefined {
  return readImage(text) && text;
}

/** A path in the repository, without `.` and slashes at its ends; none that leaves it. */
export function readPath(text: string): string | undefined {
  if (!isPrintable(text) || /\\|^[/~]|^[a-z]+:/i.test(text)) {
    return undefined;
  }
  const parts = text.split('/').filter(part => part !== '' && part !== '.');
  return parts.includes('..') ? undefined : parts.join('/');
}

/** An absolute path in a container; the root is none that anybody means. */
export function readAbsolutePath(text: string): string | undefined {
  const path = text.startsWith('/') ? readPath(text.replace(/^\/+/, '')) : '';
  return path ? `/${path}` : undefined;
}

/**
 * A command, as a JSON list or in words. What only a shell understands is left to
 * a shell.
 */
export function readCommand(text: string): readonly string[] | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || !isPrintable(trimmed)) {
    return undefined;
  }
  if (trimmed.startsWith('[')) {
    return readList(trimmed);
  }
  const words = parse(trimmed, name => ({ op: name }));
  const isPlain = words.every(word => typeof word === 'string' && word !== '');
  return isPlain ? (words as string[]) : ['sh', '-c', trimmed];
}

function readList(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    const isCommand =
      Array.isArray(list) &&
      list.length > 0 &&
      list.every(word => typeof word === 'string' && isPrintable(word));
    return isCommand && list[0] !== '' ? list : undefined;
  } catch {
    return undefined;
  }
}

/** `src:/app/src, views:/app/views` */
export function readSync(
  text: string,
): Array<{ from: string; to: string }> | undefined {
  const pairs = text
    .split(',')
    .map(pair => pair.trim())
    .filter(Boolean)
    .map(pair => {
      const cut = pair.lastIndexOf(':/');
      const from = cut < 1 ? undefined : readPath(pair.slice(0, cut));
      const to = readAbsolutePath(pair.slice(cut + 1));
      return from === undefined || !to ? undefined : { from: from || '.', to };
    });
  return pairs.length > 0 && pairs.every(pair => pair !== undefined)
    ? (pairs as Array<{ from: string; to: string }>)
    : undefined;
}

/** `Deployment/orders`, or the name of a Deployment alone. */
export function readWorkload<K extends string>(
  text: string,
  kinds: readonly K[],
): { kind: K | 'Deployment'; name: string } | undefined {
  const [kindOrName, ...rest] = text.split('/');
  const written = rest.length === 0 ? 'Deployment' : kindOrName;
  const kind = kinds.find(
    known => known.toLowerCase() === written.toLowerCase(),
  );
  const name = readSubdomain(rest.length === 0 ? kindOrName : rest.join('/'));
  return kind && name ? { kind, name } : undefined;
}
