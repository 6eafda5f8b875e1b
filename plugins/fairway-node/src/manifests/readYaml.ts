import { InputError } from '@backstage/errors';
import {
  Composer,
  isScalar,
  LineCounter,
  Parser,
  visit,
  type CST,
  type Document,
  type ScalarTag,
} from 'yaml';

/** In characters. What Kubernetes stores is smaller than this. */
const LONGEST = 1_000_000;
const MOST_DOCUMENTS = 500;
/** Deeper, and composing would exhaust the stack: that ends the process. */
const DEEPEST = 64;
/** How often anchors may be repeated, those within others multiplied. */
const MOST_ALIASES = 100;

/** `0644`, as the YAML of Kubernetes has it; YAML 1.2 would read 644. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?0[0-7]+$/,
  resolve: text => parseInt(text, 8),
};

/**
 * The documents of a file, as JSON values; empty ones are left out. Strict, as
 * the file may be anybody's: no doubled keys, no tags, no keys but texts, and
 * bounds on its length, its depth and its repetitions.
 *
 * @param file - what to call it
 * @throws InputError naming file and line
 *
 * @public
 */
export function readYaml(text: string, file: string): unknown[] {
  if (text.length > LONGEST) {
    throw new InputError(
      `${file} is ${text.length} characters long; at most ${LONGEST} are read`,
    );
  }
  const lines = new LineCounter();
  const fail = (offset: number, why: string): never => {
    const { line } = lines.linePos(offset);
    throw new InputError(`${file}: line ${line}: ${why}`);
  };
  const tokens: CST.Token[] = [];
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    const tooDeep = findTooDeep(token);
    if (tooDeep) {
      fail(tooDeep.offset, `is nested deeper than ${DEEPEST} levels`);
    }
    tokens.push(token);
  }
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: true,
    resolveKnownTags: false,
    stringKeys: true,
    // Compares every key with every other; see `findDouble`.
    uniqueKeys: false,
    customTags: tags => [OCTAL, ...tags],
  });
  const documents: unknown[] = [];
  for (const document of composer.compose(tokens, true, text.length)) {
    if (documents.length >= MOST_DOCUMENTS) {
      fail(document.range[0], `is document ${MOST_DOCUMENTS + 1} of the file`);
    }
    const value = valueOf(document, fail);
    documents.push(...(value === null ? [] : [value]));
  }
  return documents;
}

function valueOf(
  document: Document.Parsed,
  fail: (offset: number, why: string) => never,
): unknown {
  // What is a warning to others (an unknown tag, say) is not understood here.
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) {
    return fail(problem.pos[0], problem.message);
  }
  const double = findDouble(document);
  if (double) {
    return fail(double.offset, `'${double.key}' is there twice`);
  }
  try {
    // Through text: what an alias repeats becomes its own, a circle is an error.
    return JSON.parse(
      JSON.stringify(document.toJS({ maxAliasCount: MOST_ALIASES })) ?? 'null',
      refusePrototype,
    );
  } catch (error) {
    return fail(document.range[0], (error as Error).message.split('\n')[0]);
  }
}

function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') {
    throw new Error(`'__proto__' may not be a key`);
  }
  return value;
}

function findDouble(
  document: Document.Parsed,
): { key: string; offset: number } | undefined {
  let double: { key: string; offset: number } | undefined;
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (seen.has(name)) {
          double = {
            key: name,
            offset: (isScalar(key) && key.range?.[0]) || 0,
          };
          return visit.BREAK;
        }
        seen.add(name);
      }
      return undefined;
    },
  });
  return double;
}

/** By a list of what is left to do: a recursion could be too deep itself. */
function findTooDeep(document: CST.Token): CST.Token | undefined {
  const left: Array<{ token: CST.Token; depth: number }> = [];
  const add = (token: CST.Token | null | undefined, depth: number) =>
    token && left.push({ token, depth });
  add(document, 0);
  for (let next = left.pop(); next; next = left.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) {
      return token;
    }
    if (token.type === 'document') {
      add(token.value, depth);
    }
    for (const { key, value } of 'items' in token ? token.items : []) {
      add(key, depth + 1);
      add(value, depth + 1);
    }
  }
  return undefined;
}
