/** One entry of a tar archive. */
export interface TarEntry {
  path: string;
  data?: Buffer;
  /** Makes it a symbolic link. */
  linkTo?: string;
  /** Makes it a folder. */
  folder?: boolean;
  mode?: number;
  uid?: number;
  gid?: number;
}

const BLOCK = 512;

/**
 * A tar archive that depends on nothing but its entries: no times, no owners
 * of this machine. The same entries give the same digest everywhere.
 */
export function tar(entries: TarEntry[]): Buffer {
  const blocks = entries.flatMap(entry => {
    const data = entry.data ?? Buffer.alloc(0);
    return [
      header(entry, data.length),
      data,
      Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK),
    ];
  });
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function header(entry: TarEntry, size: number): Buffer {
  const { name, prefix } = splitPath(entry.path);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, width: number) =>
    `${value.toString(8).padStart(width - 1, '0')}\0`;
  block.write(name, 0, 100);
  block.write(octal(entry.mode ?? (entry.folder ? 0o755 : 0o644), 8), 100);
  block.write(octal(entry.uid ?? 0, 8), 108);
  block.write(octal(entry.gid ?? 0, 8), 116);
  block.write(octal(size, 12), 124);
  block.write(octal(0, 12), 136);
  block.write(' '.repeat(8), 148);
  block.write(typeFlag(entry), 156);
  block.write(entry.linkTo ?? '', 157, 100);
  block.write('ustar\u000000', 257);
  block.write(prefix, 345, 155);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

function typeFlag(entry: TarEntry): string {
  if (entry.folder) {
    return '5';
  }
  return entry.linkTo === undefined ? '0' : '2';
}

/** The format holds 100 bytes of name, and 155 of the folders before it. */
function splitPath(path: string): { name: string; prefix: string } {
  if (Buffer.byteLength(path) <= 100) {
    return { name: path, prefix: '' };
  }
  for (let cut = path.indexOf('/'); cut > 0; cut = path.indexOf('/', cut + 1)) {
    const [prefix, name] = [path.slice(0, cut), path.slice(cut + 1)];
    if (Buffer.byteLength(name) <= 100 && Buffer.byteLength(prefix) <= 155) {
      return { name, prefix };
    }
  }
  throw new Error(`Path too long for a tar archive: ${path}`);
}
