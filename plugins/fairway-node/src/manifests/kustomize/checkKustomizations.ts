import { InputError } from '@backstage/errors';
import type { ForgeFile } from '../../previews/forge';
import { posix } from 'node:path';
import { entriesOf, fieldsOf, type Fields } from '../fields';
import { readYaml } from '../readYaml';
import { folderOf } from '../folderOf';

/** What Kustomize itself looks for. */
const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
/** No scheme, no host, no query, no user: nothing that could be a URL. */
const PLAIN_PATH = /^[\w.+ -]+(\/[\w.+ -]+)*\/?$/;

/** Something that a kustomization refers to. */
interface Reference {
  field: string;
  to: unknown;
  what: 'file' | 'folder' | 'either';
}

type Field = (value: unknown, field: string) => Reference[];

const noPath: Field = () => [];
const paths =
  (what: Reference['what']): Field =>
  (value, field) =>
    Array.isArray(value)
      ? value.map((to, i) => ({ field: `${field}[${i}]`, to, what }))
      : [{ field, to: value, what }];

/** A list of objects of which each may have these fields, and no others. */
const listOf =
  (fields: Record<string, Field>): Field =>
  (value, field) => {
    if (!Array.isArray(value)) {
      throw new InputError(`${field} must be a list`);
    }
    return entriesOf(value).flatMap((entry, i) =>
      referencesIn(entry, fields, `${field}[${i}]`),
    );
  };

/** `KEY=path`, or a path alone. */
const keyedFiles: Field = (value, field) =>
  paths('file')(value, field).map(({ to, ...reference }) => ({
    ...reference,
    to: typeof to === 'string' ? to.slice(to.indexOf('=') + 1) : to,
  }));

/** A file, or the patch itself. */
const fileOrPatch: Field = (value, field) =>
  paths('file')(value, field).filter(
    ({ to }) => typeof to !== 'string' || !to.includes('\n'),
  );

const PATCH = listOf({
  path: (value, field) => paths('file')(value, field),
  patch: noPath,
  target: noPath,
  options: noPath,
});

/** All that a kustomization may have: what is not listed could read or run anything. */
const FIELDS: Record<string, Field> = {
  apiVersion: noPath,
  kind: noPath,
  metadata: noPath,
  namespace: noPath,
  namePrefix: noPath,
  nameSuffix: noPath,
  labels: noPath,
  commonLabels: noPath,
  commonAnnotations: noPath,
  images: noPath,
  replicas: noPath,
  generatorOptions: noPath,
  sortOptions: noPath,
  buildMetadata: noPath,
  vars: noPath,
  resources: paths('either'),
  bases: paths('folder'),
  components: paths('folder'),
  crds: paths('file'),
  configurations: paths('file'),
  patchesStrategicMerge: fileOrPatch,
  patches: PATCH,
  patchesJson6902: PATCH,
  configMapGenerator: listOf({
    name: noPath,
    namespace: noPath,
    behavior: noPath,
    literals: noPath,
    options: noPath,
    files: keyedFiles,
    envs: paths('file'),
    env: paths('file'),
  }),
  replacements: listOf({
    path: paths('file'),
    source: noPath,
    targets: noPath,
  }),
};

const WHY_NOT: Record<string, string> = {
  secretGenerator:
    'would make Secrets of files in the repository; a preview has its own database access in the Secret fairway-database',
  helmCharts: 'would fetch and run Helm charts',
  helmChartInflationGenerator: 'would fetch and run Helm charts',
  helmGlobals: 'would fetch and run Helm charts',
  generators: 'could run programs',
  transformers: 'could run programs',
  validators: 'could run programs',
  openapi: 'is not read for previews',
};

/** The kustomization of a folder, if it has one. @public */
export function kustomizationIn(
  files: readonly ForgeFile[],
  path: string,
): ForgeFile | undefined {
  const folder = folderOf(path);
  return files.find(
    file =>
      NAMES.includes(posix.basename(file.path)) &&
      folderOf(posix.dirname(file.path)) === folder,
  );
}

/**
 * Follows a kustomization through all that it refers to, before Kustomize does.
 *
 * @throws InputError naming file and field of what is not among the files, or
 *   could reach beyond them
 *
 * @public
 */
export function checkKustomizations(
  files: readonly ForgeFile[],
  path: string,
): void {
  const known = new Set(files.map(file => posix.join('.', file.path)));
  const seen = new Set<string>();
  const left = [folderOf(path)];
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    const file = seen.has(folder) ? undefined : kustomizationIn(files, folder);
    seen.add(folder);
    for (const reference of file ? referencesOf(file) : []) {
      left.push(...foldersOf(reference, { folder, files, known }));
    }
  }
}

function referencesOf(file: ForgeFile): Reference[] {
  const documents = readYaml(file.content, file.path);
  if (documents.length !== 1) {
    throw new InputError(
      `${file.path} must hold one document, but holds ${documents.length}`,
    );
  }
  return referencesIn(fieldsOf(documents[0]), FIELDS, `${file.path}: `);
}

function referencesIn(
  value: Fields,
  fields: Record<string, Field>,
  prefix: string,
): Reference[] {
  return Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .flatMap(([key, inner]) => {
      const field = prefix.endsWith(' ')
        ? `${prefix}${key}`
        : `${prefix}.${key}`;
      if (!Object.hasOwn(fields, key)) {
        const why = Object.hasOwn(WHY_NOT, key)
          ? WHY_NOT[key]
          : 'is not known to previews';
        throw new InputError(`${field} is refused: ${why}`);
      }
      return fields[key](inner, field);
    });
}

/** The folders, with kustomizations of their own, that a reference leads to. */
function foldersOf(
  { field, to, what }: Reference,
  at: { folder: string; files: readonly ForgeFile[]; known: Set<string> },
): string[] {
  if (typeof to !== 'string' || !PLAIN_PATH.test(to) || isHost(to)) {
    throw new InputError(
      `${field} is ${JSON.stringify(
        to,
      )}; only relative paths within the repository are followed`,
    );
  }
  const target = posix.join(at.folder, to).replace(/\/$/, '');
  if (what !== 'folder' && at.known.has(target)) {
    return [];
  }
  if (what !== 'file' && kustomizationIn(at.files, target)) {
    return [target];
  }
  throw new InputError(
    `${field} is '${to}', which is not among the files that were read; the folder of the manifests must hold all that they refer to`,
  );
}

/** Kustomize takes these for repositories, even without a scheme. */
function isHost(path: string): boolean {
  return /^(www\.)?github\.com(\/|$)/i.test(path);
}
