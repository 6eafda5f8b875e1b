/**
 * Starlark, as far as a Tiltfile needs it. What is no `Call` or `Name` is a value
 * and is written as a literal, so that nothing in it is ever code.
 */
export type Starlark =
  | string
  | number
  | boolean
  | readonly Starlark[]
  | Call
  | Name;

/** `name(positional…, keyword=…)` */
export class Call {
  private constructor(
    readonly name: string,
    readonly positional: readonly Starlark[],
    readonly keywords: Readonly<Record<string, Starlark | undefined>>,
  ) {}

  static of(
    name: string,
    positional: readonly Starlark[] = [],
    keywords: Readonly<Record<string, Starlark | undefined>> = {},
  ): Call {
    return new Call(name, positional, keywords);
  }
}

/** A constant of Tilt's, e.g. `TRIGGER_MODE_MANUAL`. */
export class Name {
  private constructor(readonly name: string) {}

  static of(name: string): Name {
    return new Name(name);
  }
}

/** One expression, over several lines where one would be long. */
export function writeStarlark(value: Starlark, indent = ''): string {
  const flat = writeFlat(value);
  if (indent.length + flat.length <= 88) {
    return flat;
  }
  const deeper = `${indent}    `;
  const [open, items, close] = partsOf(value, deeper);
  return items.length === 0
    ? flat
    : `${open}\n${items
        .map(item => `${deeper}${item},\n`)
        .join('')}${indent}${close}`;
}

function writeFlat(value: Starlark): string {
  if (typeof value === 'string') {
    return writeString(value);
  }
  if (typeof value === 'number') {
    return String(value);
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  if (value instanceof Name) {
    return value.name;
  }
  if (value instanceof Call) {
    return `${value.name}(${[
      ...value.positional.map(writeFlat),
      ...keywordsOf(value).map(([key, one]) => `${key}=${writeFlat(one)}`),
    ].join(', ')})`;
  }
  return `[${value.map(writeFlat).join(', ')}]`;
}

/** What opens, is inside and closes, of what may stand on several lines. */
function partsOf(
  value: Starlark,
  indent: string,
): [string, readonly string[], string] {
  if (value instanceof Call) {
    return [
      `${value.name}(`,
      [
        ...value.positional.map(one => writeStarlark(one, indent)),
        ...keywordsOf(value).map(
          ([key, one]) => `${key}=${writeStarlark(one, indent)}`,
        ),
      ],
      ')',
    ];
  }
  return Array.isArray(value)
    ? ['[', value.map(one => writeStarlark(one, indent)), ']']
    : ['', [], ''];
}

function keywordsOf({ keywords }: Call): Array<[string, Starlark]> {
  return Object.entries(keywords).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as [string, Starlark]],
  );
}

/**
 * A literal that Starlark and Python read alike. What cannot be seen, or turns the
 * direction of a line, is written as its number; half a surrogate pair, which no
 * encoding knows, becomes U+FFFD.
 */
export function writeString(text: string): string {
  const body = [...text]
    .map(char => {
      if (char === '\\' || char === "'") {
        return `\\${char}`;
      }
      if (/\p{Surrogate}/u.test(char)) {
        return '\\ufffd';
      }
      return /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(char) ? numbered(char) : char;
    })
    .join('');
  return `'${body}'`;
}

function numbered(char: string): string {
  const code = char.codePointAt(0)!.toString(16);
  return code.length > 4
    ? `\\U${code.padStart(8, '0')}`
    : `\\u${code.padStart(4, '0')}`;
}
