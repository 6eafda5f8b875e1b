import Ajv, { type ValidateFunction } from 'ajv';
import { readDocuments, readSchema } from '../schemas';
import { describe } from './schemaJudges';
import type { Judge } from './types';

type Json = Record<string, unknown>;

/**
 * The published schemas are an export of the tool's own, with names of types that
 * JSON Schema has not: strings are strings, of others nothing is known.
 */
const TYPES: Record<string, string | undefined> = {
  posixPath: 'string',
  gitUrl: 'string',
  link: undefined,
  environment: undefined,
  registry: undefined,
};

/** What may be null says `type: null` beside what else it may be. */
function nullable(value: object): object {
  const { type, anyOf, ...rest } = value as Json;
  return type === 'null' && Array.isArray(anyOf)
    ? { ...rest, anyOf: [...anyOf, { type }] }
    : value;
}

function readable(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(readable);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(nullable(value)).flatMap(([key, one]) => {
      const isForeign =
        key === 'type' && typeof one === 'string' && Object.hasOwn(TYPES, one);
      const mapped = isForeign ? TYPES[one as string] : readable(one);
      return mapped === undefined ? [] : [[key, mapped]];
    }),
  );
}

/** Actions of charts have no published schema: these are their keys. */
const HELM = [
  'chart',
  'namespace',
  'releaseName',
  'values',
  'valueFiles',
  'defaultTarget',
  'sync',
  'portForwards',
  'timeout',
  'atomic',
];

export function gardenJudge(): Judge {
  const ajv = new Ajv({ strict: false, logger: false });
  const compile = (file: string) =>
    ajv.compile(readable(readSchema(`garden/${file}.json`)) as Json);
  const kinds: Record<string, ValidateFunction> = {
    Project: compile('Project'),
    Build: compile('Build'),
    Deploy: compile('Deploy'),
  };
  const specs: Record<string, ValidateFunction> = {
    'Build/container': compile('action-type-specs/Build/container'),
    'Deploy/kubernetes': compile('action-type-specs/Deploy/kubernetes'),
  };
  const provider = compile('providers/kubernetes');
  const run = (validate: ValidateFunction, value: unknown, at: string) =>
    validate(value)
      ? []
      : (validate.errors ?? []).map(error => `${at}${describe(error)}`);

  const judgeSpec = (document: Json, at: string): string[] => {
    const spec = document.spec as Json;
    const type = `${document.kind}/${document.type}`;
    if (type === 'Deploy/helm') {
      const { chart, valueFiles, releaseName, atomic, values, ...rest } = spec;
      return [
        ...Object.keys(spec)
          .filter(key => !HELM.includes(key))
          .map(key => `${at} spec.${key} is unknown`),
        ...(typeof (chart as Json)?.path === 'string' ? [] : [`${at} chart`]),
        // All else is as in an action of manifests.
        ...run(specs['Deploy/kubernetes'], rest, `${at} spec`),
      ];
    }
    return specs[type]
      ? run(specs[type], spec, `${at} spec`)
      : [`${at} type ${document.type} is unknown`];
  };
  const judgeOne = (document: Json): string[] => {
    const kind = String(document.kind);
    const at = `${kind} ${document.name}`;
    const validate = kinds[kind];
    if (!validate) {
      return [`kind ${kind} is unknown`];
    }
    return [
      ...run(validate, document, at),
      ...(kind === 'Project'
        ? [
            ...(document.apiVersion === 'garden.io/v2' ? [] : ['apiVersion']),
            ...(document.providers as Json[]).flatMap(one =>
              run(provider, one, `${at} provider`),
            ),
          ]
        : judgeSpec(document, at)),
    ];
  };
  return ({ path, content }) => {
    const documents = readDocuments(path, content) as Json[];
    const names = documents.map(({ kind, name }) =>
      `${kind}.${name}`.toLowerCase(),
    );
    const wanted = documents.flatMap(({ dependencies = [] }) =>
      (dependencies as string[]).filter(one => !names.includes(one)),
    );
    return [
      ...documents.flatMap(judgeOne),
      ...wanted.map(one => `depends on ${one}, which is not there`),
    ];
  };
}
