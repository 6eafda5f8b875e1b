import { isUtf8 } from 'node:buffer';

/** Text if it is some, as Git tells it; else the bytes. */
export function contentOf(bytes: Uint8Array): string | Uint8Array {
  return isUtf8(bytes) && !bytes.includes(0)
    ? Buffer.from(bytes).toString('utf8')
    : new Uint8Array(bytes);
}
