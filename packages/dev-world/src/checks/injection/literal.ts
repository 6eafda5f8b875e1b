import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { withExpandedEnv } from '../../goldenPaths/containerEnv.ts';
import type { Tree } from '../../goldenPaths/types.ts';

/** As much of markdown-it as is used. */
export interface Markdown {
  render(text: string): string;
  utils: { escapeHtml(text: string): string };
}

/** A text that means nothing anywhere, in whose place the hostile one comes. */
export const MARKER = 'Zebrafinch';

interface Pair {
  /** Rendered with {@link MARKER}. */
  tame: string;
  /** Rendered with the hostile text. */
  wild: string;
  hostile: string;
}

/**
 * What the hostile text changed other than itself: each file is read by what
 * reads it in earnest, and must say the same, with the one text in the place of
 * the other.
 */
export function breaches(
  { tame, wild }: { tame: Tree; wild: Tree },
  hostile: string,
  markdown: Markdown,
): string[] {
  const names = (tree: Tree) => [...tree.keys()].sort().join('\n');
  if (names(tame) !== names(wild)) {
    return ['other files were made'];
  }
  return [...tame].flatMap(([file, text]) => {
    const pair = { tame: text, wild: wild.get(file) ?? '', hostile };
    if (pair.wild === pair.tame) {
      return [];
    }
    return isSame(file, pair, markdown) ? [] : [`${file} says something else`];
  });
}

function isSame(file: string, pair: Pair, markdown: Markdown): boolean {
  if (!pair.tame.includes(MARKER)) {
    // Nothing of the field belongs here, and yet it is another file. Only the
    // digest over all others may be.
    return false;
  }
  if (file.endsWith('.md')) {
    return isSameMarkdown(pair, markdown);
  }
  // Templates of charts are text to Helm before they are YAML.
  if (/\.(ya?ml|json)$/.test(file) && !file.includes('chart/templates/')) {
    return isSameData(pair, { isObjects: file.startsWith('deploy/') });
  }
  return file.endsWith('.go') && isSameGo(pair);
}

/**
 * An interpreted string literal of Go in one line, with those escapes that JSON
 * has, too: https://go.dev/ref/spec#String_literals. A byte order mark is refused
 * by the compiler, half a surrogate pair as well.
 */
const GO_LITERAL =
  /^"(?:[^"\\\n\uFEFF]|\\(?:[bfnrt\\"]|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}))*"$/;

/** Code in which the text is one literal, and nothing else. */
function isSameGo({ tame, wild, hostile }: Pair): boolean {
  const [before, after, ...more] = tame.split(`"${MARKER}"`);
  if (after === undefined || more.length > 0) {
    return false;
  }
  const literal = wild.slice(before.length, wild.length - after.length);
  return (
    wild === `${before}${literal}${after}` &&
    GO_LITERAL.test(literal) &&
    JSON.parse(literal) === hostile
  );
}

/** Of objects, plain values of variables are what a container gets. */
function isSameData(
  { tame, wild, hostile }: Pair,
  { isObjects }: { isObjects: boolean },
): boolean {
  const expected = documents(tame).map(one => inPlaceOf(one, hostile));
  const found = documents(wild);
  return isDeepStrictEqual(
    isObjects ? found.map(withExpandedEnv) : found,
    expected,
  );
}

function documents(text: string): unknown[] {
  return parseAllDocuments(text).map(document => {
    const [problem] = [...document.errors, ...document.warnings];
    return problem ? problem.message : (document.toJS() as unknown);
  });
}

function inPlaceOf(value: unknown, hostile: string): unknown {
  if (typeof value === 'string') {
    return value.split(MARKER).join(hostile);
  }
  if (Array.isArray(value)) {
    return value.map(one => inPlaceOf(one, hostile));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          key,
          inPlaceOf(one, hostile),
        ]),
      )
    : value;
}

/** What stands on the page; blanks at the ends of a line never do. */
function isSameMarkdown({ tame, wild, hostile }: Pair, markdown: Markdown) {
  const { escapeHtml } = markdown.utils;
  const expected = markdown
    .render(tame)
    .split(MARKER)
    .join(escapeHtml(hostile));
  const plain = (html: string) =>
    html.replace(/[ \t]+/g, ' ').replace(/> | </g, found => found.trim());
  return plain(markdown.render(wild)) === plain(expected);
}
