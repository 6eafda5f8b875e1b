type Schema = Record<string, unknown>;

/** Keys of a document that its schema, which lets all pass, does not know. */
export function closedKeys(root: Schema, document: unknown): string[] {
  return walk({ root, schema: root, at: '' }, document);
}

interface Place {
  root: Schema;
  schema: Schema;
  at: string;
}

function walk(place: Place, value: unknown): string[] {
  const schemas = variantsOf(place.root, place.schema);
  if (Array.isArray(value)) {
    const items = schemas.flatMap(({ items: item }) =>
      isSchema(item) ? item : [],
    );
    return value.flatMap((one, i) =>
      items.length === 0
        ? []
        : walk(
            { ...place, schema: { anyOf: items }, at: `${place.at}/${i}` },
            one,
          ),
    );
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, one]) => {
    const at = `${place.at}/${key}`;
    const known = schemas.flatMap(schema => schemaOf(schema, key));
    return known.length === 0
      ? [`${at} is unknown`]
      : walk({ ...place, schema: { anyOf: known }, at }, one);
  });
}

/** A schema, and all that it may be instead. */
function variantsOf(root: Schema, schema: Schema): Schema[] {
  const { $ref } = schema;
  const target =
    typeof $ref === 'string' ? variantsOf(root, resolve(root, $ref)) : [];
  const inner = ['oneOf', 'anyOf', 'allOf'].flatMap(word =>
    ((schema[word] as Schema[] | undefined) ?? []).flatMap(one =>
      variantsOf(root, one),
    ),
  );
  return [schema, ...target, ...inner];
}

function resolve(root: Schema, ref: string): Schema {
  return ref
    .replace(/^#\//, '')
    .split('/')
    .reduce<Schema>((at, key) => at[key] as Schema, root);
}

function schemaOf(schema: Schema, key: string): Schema[] {
  const {
    properties = {},
    patternProperties = {},
    additionalProperties,
  } = schema as Record<string, Record<string, Schema>>;
  if (Object.hasOwn(properties, key)) {
    return [properties[key]];
  }
  const patterned = Object.entries(patternProperties)
    .filter(([pattern]) => new RegExp(pattern).test(key))
    .map(([, one]) => one);
  if (patterned.length > 0) {
    return patterned;
  }
  return isSchema(additionalProperties) ? [additionalProperties as Schema] : [];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}
