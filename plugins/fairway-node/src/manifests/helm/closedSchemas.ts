import { posix } from 'node:path';
import type { ForgeFile } from '../../previews/forge';

const SCHEMA = 'values.schema.json';
/** What leads to another place of the same schema, or to another schema. */
const REFERENCES = new Set(['$ref', '$dynamicRef', '$recursiveRef']);
/** What Helm knows without asking anybody. */
const KNOWN =
  /^https?:\/\/json-schema\.org\/(draft-0[467]|draft\/20(19-09|20-12))\/schema#?$/;

/**
 * The files, without schemas of values that lead out of themselves: Helm would
 * open every file and every URL that they name. The others are written anew, so
 * that Helm reads what was read here.
 */
export function closedSchemas(files: readonly ForgeFile[]): ForgeFile[] {
  return files.flatMap(file =>
    posix.basename(file.path) === SCHEMA ? closed(file) : [file],
  );
}

function closed(file: ForgeFile): ForgeFile[] {
  try {
    const schema: unknown = JSON.parse(file.content);
    return isClosed(schema)
      ? [{ ...file, content: JSON.stringify(schema) }]
      : [];
  } catch {
    // No JSON, or too deep: then it says nothing of values.
    return [];
  }
}

/** By a list of what is left to do, as a recursion could be too deep. */
function isClosed(schema: unknown): boolean {
  const left: [string, unknown][] = [['', schema]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [key, value] = next;
    if (typeof value === 'string' && !staysInside(key, value)) {
      return false;
    }
    if (typeof value === 'object' && value !== null) {
      left.push(...Object.entries(value));
    }
  }
  return true;
}

function staysInside(key: string, value: string): boolean {
  if (key === '$schema') {
    return KNOWN.test(value);
  }
  return !REFERENCES.has(key) || value.startsWith('#');
}
