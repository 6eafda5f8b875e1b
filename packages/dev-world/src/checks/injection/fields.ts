/** As much of JSON Schema as the forms of templates use. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  dependencies?: Record<string, Schema>;
  oneOf?: Schema[];
  then?: Schema;
  else?: Schema;
  'ui:field'?: string;
}

/** Where a value stands in the parameters: names of properties, and places in lists. */
export type FieldPath = readonly (string | number)[];

/** Every field of a form that holds a single value, each once. */
export function fieldsOf(pages: readonly Schema[]): FieldPath[] {
  const found = pages.flatMap(page => leaves(page, []));
  return [...new Map(found.map(path => [path.join('.'), path])).values()];
}

function leaves(schema: Schema, path: FieldPath): FieldPath[] {
  const { properties, items, dependencies = {}, oneOf = [] } = schema;
  const cases = [schema.then, schema.else].filter(one => one !== undefined);
  const below = [
    ...Object.entries(properties ?? {}).flatMap(([name, one]) =>
      leaves(one, [...path, name]),
    ),
    ...(items ? leaves(items, [...path, 0]) : []),
    ...[...Object.values(dependencies), ...oneOf, ...cases].flatMap(one =>
      leaves(one, path),
    ),
  ];
  const isLeaf = !properties && !items && path.length > 0 && oneOf.length === 0;
  return isLeaf && schema.type !== undefined ? [path] : below;
}

/** e.g. `env[0].name` */
export function nameOf(path: FieldPath): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** The same parameters with another value in one field. */
export function withValue<T>(
  parameters: T,
  path: FieldPath,
  value: unknown,
): T {
  if (path.length === 0) {
    return value as T;
  }
  const [part, ...rest] = path;
  const inner = (parameters as Record<string | number, unknown> | undefined)?.[
    part
  ];
  const changed = withValue(inner, rest, value);
  if (typeof part === 'number') {
    const list = Array.isArray(parameters)
      ? [...(parameters as unknown[])]
      : [];
    list[part] = changed;
    return list as T;
  }
  return { ...parameters, [part]: changed };
}

export function valueAt(parameters: object, field: FieldPath): unknown {
  return field.reduce<unknown>(
    (value, part) =>
      (value as Record<string | number, unknown> | undefined)?.[part],
    parameters,
  );
}

/** The same field, in the first entry of its list that has it. */
export function filledIn(parameters: object, field: FieldPath): FieldPath {
  const place = field.findIndex(part => typeof part === 'number');
  const list = place < 0 ? [] : valueAt(parameters, field.slice(0, place));
  const at = (index: number) => [
    ...field.slice(0, place),
    index,
    ...field.slice(place + 1),
  ];
  const found = Array.isArray(list)
    ? list.findIndex((_, index) => valueAt(parameters, at(index)) !== undefined)
    : -1;
  return found < 0 ? field : at(found);
}
