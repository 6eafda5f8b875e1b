import { parse } from 'yaml';
import type { AnyObject, Judge, Subject } from '../types.ts';
import { podTemplateOf } from './apiServer.ts';

/** `SECRET/KEY` of each value, sorted. */
type Keys = string[];

/** What an object of the provider's own parameters says, of all four. */
interface ProviderObject {
  objectName?: string;
  objectAlias?: string;
  fileName?: string;
  jmesPath?: { path: string; objectAlias: string }[];
}

interface ProviderClass {
  secretObjects: {
    secretName: string;
    data: { objectName: string; key: string }[];
  }[];
  parameters: Record<string, string>;
}

const ofKind = (objects: readonly AnyObject[], kind: string) =>
  objects.filter(object => object.kind === kind);

function wantedBy(parameters: Subject['parameters']): Keys {
  const variables = parameters.env as {
    secret?: { name: string; key: string };
  }[];
  const all = variables.flatMap(({ secret }) =>
    secret ? [`${secret.name}/${secret.key}`] : [],
  );
  return [...new Set(all)].sort();
}

function madeByOperator({ spec }: AnyObject): Keys {
  const { target, data } = spec as {
    target: { name: string };
    data: { secretKey: string }[];
  };
  return data.map(({ secretKey }) => `${target.name}/${secretKey}`);
}

const classOf = ({ spec }: AnyObject) => spec as unknown as ProviderClass;

function madeByDriver(object: AnyObject): Keys {
  return classOf(object).secretObjects.flatMap(({ secretName, data }) =>
    data.map(({ key }) => `${secretName}/${key}`),
  );
}

/** Files that become keys and that the provider is not told to read, or the other way round. */
function unread(object: AnyObject): string[] {
  const { secretObjects, parameters } = classOf(object);
  const used = secretObjects
    .flatMap(({ data }) => data.map(({ objectName }) => objectName))
    .sort();
  const read = filesOf(parameters).sort();
  return String(used) === String(read)
    ? []
    : [`of the files ${read} the driver makes keys of ${used}`];
}

function filesOf({ objects, secrets }: Record<string, string>): string[] {
  const parsed = parse(objects ?? secrets) as
    | ProviderObject[]
    | { array: string[] };
  const list = Array.isArray(parsed)
    ? parsed
    : parsed.array.map(text => parse(text) as ProviderObject);
  return list.flatMap(
    ({ jmesPath, fileName, objectAlias, objectName }) =>
      jmesPath?.map(one => one.objectAlias) ?? [
        fileName ?? objectAlias ?? objectName ?? '',
      ],
  );
}

/** The driver makes the Secrets only while a pod mounts the class. */
function unmounted(object: AnyObject, name: string): string[] {
  const template = podTemplateOf(object);
  const { volumes = [], containers = [] } = (template?.spec ?? {}) as {
    volumes?: {
      name: string;
      csi?: { volumeAttributes?: { secretProviderClass?: string } };
    }[];
    containers?: { volumeMounts?: { name: string }[] }[];
  };
  const volume = volumes.find(
    ({ csi }) => csi?.volumeAttributes?.secretProviderClass === name,
  );
  const isMounted = containers.every(({ volumeMounts = [] }) =>
    volumeMounts.some(mount => mount.name === volume?.name),
  );
  return !template || (volume && isMounted)
    ? []
    : [`${object.kind} ${object.metadata.name} does not mount the class`];
}

function problemsOf(
  { parameters }: Subject,
  objects: readonly AnyObject[],
): string[] {
  const wanted = parameters.secrets === 'cluster' ? [] : wantedBy(parameters);
  const classes = ofKind(objects, 'SecretProviderClass');
  const made = [
    ...ofKind(objects, 'ExternalSecret').flatMap(madeByOperator),
    ...classes.flatMap(madeByDriver),
  ].sort();
  return [
    ...(String(made) === String(wanted)
      ? []
      : [`the variables need ${wanted}, and ${made} is made`]),
    ...classes.flatMap(one => [
      ...unread(one),
      ...objects.flatMap(object => unmounted(object, one.metadata.name)),
    ]),
  ];
}

/**
 * Whether whoever is to make the Secrets makes each key that the variables name,
 * once, of something that the provider is told to read.
 */
export function secretsJudge(): Judge {
  return {
    name: 'secrets',
    cases: subject =>
      subject.environments.map(({ name, objects }) => ({
        what: name,
        key: JSON.stringify([subject.parameters.secrets, objects]),
        judge: async () => problemsOf(subject, objects),
      })),
    twin: {
      file: /externalsecrets\.yaml$|secretproviderclass\.yaml$/,
      from: /^ {2}(data|secretObjects):\n/m,
      to: '  $1:\n    - {}\n',
    },
  };
}
