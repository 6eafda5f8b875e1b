import {
  isMap,
  isSeq,
  parseDocument,
  parseAllDocuments,
  type Document,
} from 'yaml';
import type { InnerLoopTool } from '../generate/tools';

/** A file that was right, with one thing made wrong. */
export interface Twin {
  what: string;
  break(content: string): string;
}

type Path = Array<string | number>;

const inYaml =
  (change: (document: Document) => void, at = 0) =>
  (content: string) => {
    const documents = parseAllDocuments(content) as Document[];
    change(documents[at]);
    return documents
      .map(one => String(one).replace(/^---\n/, ''))
      .join('---\n');
  };

const set = (path: Path, value: unknown, at = 0) =>
  inYaml(document => document.setIn(path, document.createNode(value)), at);

const remove = (path: Path, at = 0) =>
  inYaml(document => {
    document.deleteIn(path);
  }, at);

const inJson = (path: Path, value: unknown) => (content: string) => {
  const document = parseDocument(content);
  document.setIn(path, document.createNode(value));
  return JSON.stringify(document.toJS());
};

/** The first key of a map, to get at what is called like the component. */
const first = (path: Path, rest: Path, value: unknown) =>
  inYaml(document => {
    const map = document.getIn(path);
    const key = isMap(map) ? String(map.items[0].key) : '';
    document.setIn([...path, key, ...rest], document.createNode(value));
  });

const text = (from: string | RegExp, to: string) => (content: string) =>
  content.replace(from, to);

/** What each tool refuses; a judge that does not is none. */
export const TWINS: Record<InnerLoopTool, readonly Twin[]> = {
  skaffold: [
    { what: 'an unknown key', break: set(['deploys'], {}) },
    {
      what: 'an unknown key inside',
      break: set(['build', 'artifacts', 0, 'docker', 'stage'], 'dev'),
    },
    {
      what: 'two builders',
      break: set(['build', 'artifacts', 0, 'ko'], {}),
    },
    {
      what: 'manifests as before version 3',
      break: set(['deploy', 'kubectl', 'manifests'], ['k8s/*.yaml']),
    },
    {
      what: 'a mixture of sync',
      break: set(['build', 'artifacts', 0, 'sync'], {
        auto: true,
        infer: ['**/*'],
      }),
    },
    { what: 'no image', break: remove(['build', 'artifacts', 0, 'image']) },
    {
      what: 'another version',
      break: set(['apiVersion'], 'skaffold/v2beta29'),
    },
  ],
  tilt: [
    { what: 'an unknown call', break: text('docker_build(', 'docker_bild(') },
    {
      what: 'an unknown argument',
      break: text('k8s_resource(', 'k8s_resource(port=1, '),
    },
    {
      what: 'an argument of the wrong type',
      break: text(/allow_k8s_contexts\(.*\)/, 'allow_k8s_contexts(1)'),
    },
    {
      what: 'no context that is allowed',
      break: text(/allow_k8s_contexts\(.*\)\n/, ''),
    },
    { what: 'a bracket too few', break: text(/\)\n*(# <<<.*\n)?$/, '') },
    {
      what: 'steps in the wrong order',
      break: content =>
        `${content}\ndocker_build('a', '.', live_update=[sync('a', '/a'), fall_back_on(['b'])])\n`,
    },
    {
      what: 'a relative target',
      break: content =>
        `${content}\ndocker_build('a', '.', live_update=[sync('a', 'a')])\n`,
    },
    {
      what: 'a string that ends early',
      break: text(/docker_build\(\s*'/, "docker_build(''"),
    },
  ],
  devspace: [
    { what: 'an unknown key', break: set(['deployment'], {}) },
    {
      what: 'an unknown key inside',
      break: first(['dev'], ['containerName'], 'app'),
    },
    {
      what: 'a port that is a number',
      break: first(['dev'], ['ports'], [{ port: 8080 }]),
    },
    {
      what: 'ports that are bare strings',
      break: first(['dev'], ['ports'], ['8080:8080']),
    },
    { what: 'dev as a list', break: set(['dev'], [{ imageSelector: 'a' }]) },
    { what: 'no name', break: remove(['name']) },
    { what: 'another version', break: set(['version'], 'v1beta11') },
  ],
  garden: [
    { what: 'an unknown key', break: set(['enviroments'], []) },
    {
      what: 'an action with apiVersion',
      break: set(['apiVersion'], 'garden.io/v2', 1),
    },
    {
      what: 'an unknown key of a build',
      break: set(['spec', 'stage'], 'dev', 1),
    },
    {
      what: 'an unknown key of a deploy',
      break: set(['spec', 'hotReloading'], {}, 2),
    },
    {
      what: 'an unknown key inside',
      break: set(['spec', 'defaultTarget', 'container'], 'app', 2),
    },
    {
      what: 'a dependency that is not there',
      break: set(['dependencies'], ['build.nothing'], 2),
    },
    {
      what: 'an unknown key of a provider',
      break: set(['providers', 0, 'contexts'], 'dev', 0),
    },
  ],
  telepresence: [
    { what: 'an unknown key', break: set(['connections'], {}) },
    {
      what: 'an unknown key inside',
      break: set(['attachments', 0, 'headers'], []),
    },
    {
      what: 'an unknown type',
      break: set(['attachments', 0, 'type'], 'steal'),
    },
    {
      what: 'neither connection nor attachments',
      break: content =>
        remove(['attachments'])(remove(['connection'])(content)),
    },
    {
      what: 'a name twice',
      break: inYaml(document => {
        const list = document.get('attachments');
        if (isSeq(list)) {
          list.add(list.items[0]);
        }
      }),
    },
    {
      what: 'an unknown syntax',
      break: set(['attachments', 0, 'env', 'syntax'], 'yaml'),
    },
  ],
  mirrord: [
    { what: 'an unknown key', break: inJson(['targets'], {}) },
    {
      what: 'an unknown key inside',
      break: inJson(['feature', 'network', 'incomming'], {}),
    },
    {
      what: 'an unknown mode',
      break: inJson(['feature', 'network', 'incoming'], { mode: 'take' }),
    },
    {
      what: 'a target of no kind',
      break: inJson(['target', 'path'], 'orders'),
    },
    {
      what: 'a filter that mirrors',
      break: inJson(['feature', 'network', 'incoming'], {
        mode: 'mirror',
        http_filter: { header_filter: 'a' },
      }),
    },
  ],
  devfile: [
    { what: 'an unknown key', break: set(['project'], {}) },
    {
      what: 'an unknown key inside',
      break: set(['components', 0, 'container', 'ports'], []),
    },
    {
      what: 'two kinds in one component',
      break: set(['components', 0, 'volume'], {}),
    },
    {
      what: 'a long name of an endpoint',
      break: set(
        ['components', 0, 'container', 'endpoints'],
        [{ name: 'a-very-long-name', targetPort: 1 }],
      ),
    },
    {
      what: 'a command of no component',
      break: set(
        ['commands'],
        [{ id: 'a', exec: { component: 'none', commandLine: 'a' } }],
      ),
    },
    {
      what: 'an event of no command',
      break: set(['events'], { postStart: ['nothing'] }),
    },
    { what: 'no version', break: remove(['schemaVersion']) },
  ],
};
