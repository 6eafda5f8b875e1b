/** What an expression of a template reads. */
export interface Use {
  root: string;
  /** What of it, if that is a plain name. */
  name?: string;
  /** As it is written. */
  expression: string;
}

/** `${{ … }}` and `{% … %}`, whose end is not the one within a string. */
const EXPRESSION =
  /\$\{\{((?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?!\}\})[^])*)\}\}|\{%((?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?!%\})[^])*)%\}/g;

/** A string, or a name with what follows it; not a property of something else. */
const TOKEN =
  /'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?<![\w$.]|\.\s)([A-Za-z_$][\w$]*)(?![\w$]|\s*:)\s*(?:\.\s*([\w$]+)|\[\s*(?:'([^'\\]*)'|"([^"\\]*)")\s*\])?/g;

/** All that the texts of a value read, wherever they are. */
export function usesOf(value: unknown): Use[] {
  if (typeof value === 'string') {
    return usesIn(value);
  }
  return typeof value === 'object' && value !== null
    ? Object.values(value).flatMap(usesOf)
    : [];
}

function usesIn(text: string): Use[] {
  return [...text.matchAll(EXPRESSION)].flatMap(([expression, a, b]) =>
    [...(a ?? b).matchAll(TOKEN)].flatMap(
      ([, root, dotted, single, double]) => {
        const name = dotted ?? single ?? double;
        return root === undefined
          ? []
          : [{ root, ...(name !== undefined && { name }), expression }];
      },
    ),
  );
}
