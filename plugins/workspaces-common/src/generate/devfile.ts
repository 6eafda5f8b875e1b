import { quote } from 'shell-quote';
import { labelOf } from '../component/labelOf';
import { writeYaml } from '../write/yaml';
import { type Draft, type DraftFile, portsOf } from './Draft';
import { joinPath } from './paths';
import { TOOL_INFO } from './tools';

const COMPONENT = 'tools';
/** Where the first project is; the reader of the devfile fills it in. */
export const PROJECT_SOURCE = '${PROJECT_SOURCE}';

/** A devfile says what a workspace has, and which commands run in it. */
export function devfile(draft: Draft): DraftFile[] {
  const { facts, target } = draft;
  const repository = draft.need(
    'repository',
    facts.repository,
    'the repository: backstage.io/source-location',
  );
  const image = draft.need(
    'devImage',
    facts.devImage ?? target.workspaceImage,
    'an image with the tools',
  );
  if (!repository || !image) {
    return [];
  }
  const revision = target.revision ?? facts.revision;
  const commands = commandsOf(draft);
  const document = {
    schemaVersion: TOOL_INFO.devfile.format,
    metadata: { name: facts.name },
    projects: [
      {
        name: labelOf(repository.path.split('/').at(-1)!),
        git: {
          remotes: { origin: repository.url },
          ...(revision && { checkoutFrom: { revision } }),
        },
      },
    ],
    components: [
      {
        name: COMPONENT,
        container: {
          image,
          mountSources: true,
          ...environmentOf(draft),
          ...endpointsOf(draft),
        },
      },
    ],
    ...(commands.length > 0 && { commands }),
    ...(facts.installCommand && { events: { postStart: ['install'] } }),
  };
  return [
    {
      path: joinPath(draft.folder, 'devfile.yaml'),
      body: writeYaml(document),
      syntax: 'hash',
    },
  ];
}

/** Within the cluster only: who opens it to others decides that himself. */
function endpointsOf(draft: Draft): object {
  const ports = portsOf(draft);
  return ports
    ? {
        endpoints: [
          {
            name: 'http',
            targetPort: ports.remote,
            exposure: 'internal',
            protocol: 'http',
          },
        ],
      }
    : {};
}

function environmentOf({ target }: Draft): object {
  const env = Object.entries(target.env ?? {}).map(([name, value]) => ({
    name,
    value,
  }));
  return env.length > 0 ? { env } : {};
}

function commandsOf({ facts }: Draft): object[] {
  const workingDir = [PROJECT_SOURCE, facts.folder].filter(Boolean).join('/');
  const groups = { run: 'run', test: 'test' } as const;
  const all = {
    install: facts.installCommand,
    run: facts.devCommand,
    test: facts.testCommand,
  };
  return Object.entries(all).flatMap(([id, command]) => {
    const kind = groups[id as keyof typeof groups];
    return command
      ? [
          {
            id,
            exec: {
              component: COMPONENT,
              commandLine: quote([...command]),
              workingDir,
              ...(id === 'run' && { hotReloadCapable: facts.hotReload }),
              ...(kind && { group: { kind, isDefault: true } }),
            },
          },
        ]
      : [];
  });
}
