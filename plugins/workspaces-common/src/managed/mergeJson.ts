type Json = Record<string, unknown>;

interface Sides {
  /** What was generated last. */
  base: Json;
  /** What is generated now. */
  ours: Json;
  /** What is there. */
  theirs: Json;
}

/** @see mergeJson */
interface Merged {
  merged: Json;
  /** Keys, as `a.b`, that both sides changed: theirs stands. */
  kept: string[];
}

/**
 * Three-way merge by key: what only we changed is ours, what they changed is theirs.
 * A list counts as one value: which of its items is which nobody knows.
 */
export function mergeJson(
  { base, ours, theirs }: Sides,
  at: readonly string[] = [],
): Merged {
  const merged: Json = {};
  const kept: string[] = [];
  // Theirs first: a file keeps the order that somebody gave it.
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const path = [...at, key];
    const one = mergeKey(
      { base: own(base, key), ours: own(ours, key), theirs: own(theirs, key) },
      path,
    );
    kept.push(...one.kept);
    if (one.value !== undefined) {
      // A plain assignment of `__proto__` would set no key.
      Object.defineProperty(merged, key, {
        value: one.value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
  }
  return { merged, kept };
}

function own(object: Json, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function mergeKey(
  { base, ours, theirs }: { base: unknown; ours: unknown; theirs: unknown },
  path: readonly string[],
): { value: unknown; kept: string[] } {
  if (isObject(ours) && isObject(theirs)) {
    const inner = { base: isObject(base) ? base : {}, ours, theirs };
    const { merged, kept } = mergeJson(inner, path);
    return { value: merged, kept };
  }
  if (isEqual(theirs, base) || isEqual(ours, theirs)) {
    return { value: ours, kept: [] };
  }
  return {
    value: theirs,
    // What we never wrote, or write as before, is no conflict.
    kept: isEqual(ours, base) ? [] : [path.join('.')],
  };
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** With its keys in order: it is the same value in any. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return isObject(value)
    ? Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, one]) => [key, sorted(one)])
    : value;
}
