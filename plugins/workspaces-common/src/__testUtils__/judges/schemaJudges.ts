import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { readDocuments, readSchema } from '../schemas';
import { closedKeys } from './closedKeys';
import { gardenJudge } from './gardenJudge';
import type { Judge } from './types';

const errorsOf = (validate: ValidateFunction, document: unknown) =>
  validate(document) ? [] : (validate.errors ?? []).map(describe);

export function describe({
  instancePath,
  message,
  params,
}: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

/** Judges each document, which must be exactly one. */
function oneDocument(judge: (document: unknown) => string[]): Judge {
  return ({ path, content }) => {
    const documents = readDocuments(path, content);
    return documents.length === 1
      ? judge(documents[0])
      : [`${documents.length} documents instead of one`];
  };
}

/** Both schemas that releases of that range have. */
function skaffoldJudge(): Judge {
  const ajv = new Ajv({ strict: false, logger: false });
  const [older, newer] = ['v4beta13', 'v4beta14'].map(version =>
    ajv.compile(readSchema(`skaffold/${version}.json`)),
  );
  return oneDocument(document => {
    const { apiVersion, kind, build } = document as Skaffold;
    return [
      ...errorsOf(older, document),
      ...errorsOf(newer, document),
      // What the schemas let pass, and the tool does not.
      ...(apiVersion === 'skaffold/v4beta13'
        ? []
        : [`apiVersion ${apiVersion}`]),
      ...(kind === 'Config' ? [] : [`kind ${kind}`]),
      ...(build?.artifacts ?? []).flatMap(({ sync = {} }) =>
        Object.keys(sync).length > 1 ? ['several ways of sync'] : [],
      ),
    ];
  });
}

interface Skaffold {
  apiVersion?: string;
  kind?: string;
  build?: { artifacts?: Array<{ sync?: object }> };
}

/** The schema lets unknown keys pass: they are looked for along it. */
function devspaceJudge(): Judge {
  const text = JSON.stringify(readSchema('devspace/devspace-schema.json'));
  // Go's flags before a pattern are no JavaScript.
  const schema = JSON.parse(text.replaceAll('(?ms)', ''));
  delete schema.$schema;
  const validate = new Ajv2020({
    strict: false,
    unicodeRegExp: false,
    logger: false,
  }).compile(schema);
  return oneDocument(document => [
    ...errorsOf(validate, document),
    ...closedKeys(schema, document),
    ...((document as { version?: string }).version === 'v2beta1'
      ? []
      : ['version is not v2beta1']),
  ]);
}

/** The file of the environment must be left out of Git. */
const ignoreJudge: Judge = ({ content }) =>
  content.split('\n').some(line => /^\.env\.[a-z0-9-]+$/.test(line))
    ? []
    : ['ignores no file of environment'];

function telepresenceJudge(): Judge {
  const validate = new Ajv2020({ strict: false, logger: false }).compile(
    readSchema('telepresence/state.schema.yaml'),
  );
  const judge = oneDocument(document => {
    const { attachments = [] } = document as {
      attachments?: Array<{ name?: string; httpHeaders?: string[] }>;
    };
    const names = attachments.map(({ name }) => name);
    return [
      ...errorsOf(validate, document),
      ...(new Set(names).size === names.length ? [] : ['names are not unique']),
      // The name of a header ends at the first colon, wherever that is.
      ...attachments
        .flatMap(({ httpHeaders = [] }) => httpHeaders)
        .filter(header => header.includes(':'))
        .map(header => `a colon in ${header}`),
    ];
  });
  return file =>
    file.path.endsWith('.gitignore') ? ignoreJudge(file) : judge(file);
}

function mirrordJudge(): Judge {
  const validate = new Ajv2020({ strict: false, logger: false }).compile(
    readSchema('mirrord/mirrord-schema.json'),
  );
  return oneDocument(document => {
    const { target, feature } = document as Mirrord;
    const incoming = feature?.network?.incoming;
    return [
      ...errorsOf(validate, document),
      ...(/^(deployment|statefulset|daemonset|job|cronjob)\/[^/]+\/container\/[^/]+$/.test(
        target?.path ?? '',
      )
        ? []
        : [`target ${target?.path}`]),
      ...(incoming?.http_filter && incoming.mode !== 'steal'
        ? ['a filter works only with steal']
        : []),
    ];
  });
}

interface Mirrord {
  target?: { path?: string };
  feature?: {
    network?: { incoming?: { mode?: string; http_filter?: object } };
  };
}

function devfileJudge(): Judge {
  const validate = new Ajv({
    strict: false,
    unicodeRegExp: false,
    logger: false,
  }).compile(readSchema('devfile/devfile.json'));
  return oneDocument(document => {
    const { components = [], commands = [], events = {} } = document as Devfile;
    const names = components.map(({ name }) => name);
    const ids = commands.map(({ id }) => id);
    return [
      ...errorsOf(validate, document),
      // References are not in the schema.
      ...commands
        .filter(({ exec }) => exec && !names.includes(exec.component))
        .map(({ id }) => `command ${id} is of no component`),
      ...Object.values(events)
        .flat()
        .filter(id => !ids.includes(id))
        .map(id => `event of no command ${id}`),
    ];
  });
}

interface Devfile {
  components?: Array<{ name: string }>;
  commands?: Array<{ id: string; exec?: { component: string } }>;
  events?: Record<string, string[]>;
}

/** A judge of each tool that has a schema. */
export function schemaJudges(): Record<
  'skaffold' | 'devspace' | 'garden' | 'telepresence' | 'mirrord' | 'devfile',
  Judge
> {
  return {
    skaffold: skaffoldJudge(),
    devspace: devspaceJudge(),
    garden: gardenJudge(),
    telepresence: telepresenceJudge(),
    mirrord: mirrordJudge(),
    devfile: devfileJudge(),
  };
}
