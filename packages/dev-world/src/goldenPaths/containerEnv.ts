/**
 * What a container gets for the plain value of a variable, where none of the
 * variables is there that it may name.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/third_party/forked/golang/expansion/expand.go
 */
export function expanded(value: string): string {
  return value.replace(/\$(\$|\([^)]*\))/g, (_, what: string) =>
    what === '$' ? '$' : '(another variable)',
  );
}

/** A document in which every plain value of an `env` is what a container gets. */
export function withExpandedEnv(document: unknown): unknown {
  if (Array.isArray(document)) {
    return document.map(withExpandedEnv);
  }
  if (typeof document !== 'object' || document === null) {
    return document;
  }
  return Object.fromEntries(
    Object.entries(document).map(([key, one]) => [
      key,
      key === 'env' && Array.isArray(one)
        ? one.map(withExpandedValue)
        : withExpandedEnv(one),
    ]),
  );
}

function withExpandedValue(variable: unknown): unknown {
  const { value } = (variable ?? {}) as { value?: unknown };
  return typeof value === 'string'
    ? { ...(variable as object), value: expanded(value) }
    : variable;
}
