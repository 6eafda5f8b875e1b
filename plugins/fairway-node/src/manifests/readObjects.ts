import { InputError } from '@backstage/errors';
import { FILE_ANNOTATION, fieldsOf, textOf, type Manifest } from './fields';
import { readYaml } from './readYaml';

/** Lists within lists are no manifests. */
const DEEPEST_LIST = 3;

/**
 * The objects of a file (YAML or JSON, of any number of documents), each with
 * the file's name in {@link FILE_ANNOTATION}.
 *
 * @throws InputError naming file and line, or the object that is none
 *
 * @public
 */
export function readObjects(text: string, file: string): Manifest[] {
  return readYaml(text, file).flatMap((value, i) =>
    flatten(value, { file, place: `document ${i + 1}`, depth: 0 }),
  );
}

function flatten(
  value: unknown,
  at: { file: string; place: string; depth: number },
): Manifest[] {
  const { file, place, depth } = at;
  const fields = fieldsOf(value);
  const { apiVersion, kind, items } = fields;
  if (!textOf(apiVersion) || !textOf(kind)) {
    throw new InputError(
      `${file}: ${place} is no object of Kubernetes: apiVersion and kind must be there`,
    );
  }
  if (String(kind).endsWith('List') && Array.isArray(items)) {
    if (depth >= DEEPEST_LIST) {
      throw new InputError(`${file}: ${place} is a list in too many lists`);
    }
    return items.flatMap((item, i) =>
      flatten(item, { file, place: `${place}, items[${i}]`, depth: depth + 1 }),
    );
  }
  const metadata = fieldsOf(fields.metadata);
  return [
    {
      ...fields,
      metadata: {
        ...metadata,
        annotations: {
          ...fieldsOf(metadata.annotations),
          [FILE_ANNOTATION]: file,
        },
      },
    } as Manifest,
  ];
}
