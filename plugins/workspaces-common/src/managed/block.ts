import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';

/** A file that Fairway writes, and writes again. @public */
export interface ManagedFile {
  /** From the root of the repository. */
  path: string;
  /** All of it, if nothing was there before. */
  content: string;
  /** What Fairway writes, without the marks around it. */
  body: string;
  /** `hash`: a block between two comments. `json`: merged key by key. */
  syntax: 'hash' | 'json';
  /**
   * Beside a file that can hold no marks: what was generated last, so that the
   * next time tells what somebody changed.
   */
  basePath?: string;
  /** Whether a file without a block, somebody's own, may get one at its end. */
  mayAppend: boolean;
  /** Whose file it is; one block of each may be in a file. */
  tool: string;
  /** For whom, and for which versions; stands in the first mark. */
  note: string;
}

/** A block that was found in a file. */
export interface Block {
  /** Lines of the file, from the first mark to the last, both included. */
  from: number;
  to: number;
  /** As it is now, with line feeds. */
  body: string;
  /** Whether it is as it was written. */
  isIntact: boolean;
}

const HASH_LENGTH = 16;
const START = /^# >>> fairway (\S+) ([0-9a-f]+)\s*$/;

/** Puts the marks around a body. */
export function asManaged(
  file: Omit<ManagedFile, 'content' | 'mayAppend' | 'basePath'> & {
    mayAppend?: boolean;
  },
): ManagedFile {
  const { path, body, syntax, tool, note, mayAppend = false } = file;
  const content = syntax === 'json' ? body : blockText({ body, tool, note });
  return {
    path,
    content,
    body,
    syntax,
    ...(syntax === 'json' && { basePath: basePathOf(path) }),
    mayAppend,
    tool,
    note,
  };
}

/** `a/b.json` → `a/.b.fairway.json` */
function basePathOf(path: string): string {
  return path.replace(/([^/]+)\.json$/, '.$1.fairway.json');
}

/** The block, with a line feed at its end. */
export function blockText({
  body,
  tool,
  note,
}: Pick<ManagedFile, 'body' | 'tool' | 'note'>): string {
  return [
    `# >>> fairway ${tool} ${hashOf(body)}`,
    `# ${note}`,
    '# Written anew when the component changes. Change a line between the',
    '# marks, and the block is yours: then it is left as it is.',
    body.replace(/\n$/, ''),
    `# <<< fairway ${tool}`,
    '',
  ].join('\n');
}

const HEADER_LINES = 4;

/**
 * The block of a tool in the lines of a file: undefined if there is none,
 * `damaged` if there is one that has no end, or two.
 */
export function findBlock(
  lines: readonly string[],
  tool: string,
): Block | 'damaged' | undefined {
  const starts = indicesOf(lines, line => startOf(line) === tool);
  const ends = indicesOf(
    lines,
    line => line.trim() === `# <<< fairway ${tool}`,
  );
  if (starts.length === 0 && ends.length === 0) {
    return undefined;
  }
  const [from] = starts;
  const [to] = ends;
  if (starts.length !== 1 || ends.length !== 1 || to < from + HEADER_LINES) {
    return 'damaged';
  }
  const body = lines
    .slice(from + HEADER_LINES, to)
    .map(l => `${l}\n`)
    .join('');
  return { from, to, body, isIntact: hashIn(lines[from]) === hashOf(body) };
}

function startOf(line: string): string | undefined {
  return START.exec(line)?.[1];
}

function hashIn(line: string): string | undefined {
  return START.exec(line)?.[2];
}

function indicesOf(
  lines: readonly string[],
  isIt: (line: string) => boolean,
): number[] {
  return lines.flatMap((line, i) => (isIt(line) ? [i] : []));
}

/** Spaces at the ends of lines, which editors remove, are no edit. */
function hashOf(body: string): string {
  const text = body.replace(/[ \t]+$/gm, '').replace(/\n*$/, '\n');
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, HASH_LENGTH);
}
