import type { ManifestFacts } from '../component/facts';
import { writeYaml } from '../write/yaml';
import { portsOf, type Draft, type DraftFile } from './Draft';
import { commonFolder, joinPath, parentFolder, relativePath } from './paths';
import { TOOL_INFO } from './tools';

const PROVIDER = 'kubernetes';
const ENVIRONMENT = 'dev';
const TARGETS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * Garden keeps a graph of actions. It looks at nothing above its file, so the file
 * lies where all of the component is below it.
 */
export function garden(draft: Draft): DraftFile[] {
  const { facts } = draft;
  const dockerfile = draft.need('dockerfile', facts.dockerfile, 'a Dockerfile');
  const manifests = draft.need('manifests', facts.manifests, 'manifests');
  const workload = draft.need('workload', facts.workload, 'a workload');
  const container = draft.need('container', facts.container, 'a container');
  if (dockerfile === undefined || !manifests || !workload || !container) {
    return [];
  }
  if (!isWithin(facts.buildContext, dockerfile)) {
    draft.block(
      'dockerfile-outside',
      'Garden builds only from a Dockerfile that is in the build context',
      { field: 'dockerfile', value: dockerfile },
    );
    return [];
  }
  if (!TARGETS.includes(workload.kind)) {
    draft.block(
      'kind-without-target',
      `Garden synchronises with ${TARGETS.join(', ')}, not with a ${
        workload.kind
      }`,
      { field: 'workload', value: `${workload.kind}/${workload.name}` },
    );
    return [];
  }
  const folder = commonFolder([
    facts.folder,
    facts.buildContext,
    manifests.path,
    ...manifests.values.map(parentFolder),
  ]);
  if (folder !== facts.folder) {
    draft.info(
      'file-above',
      `garden.yml is written to ${
        folder || 'the root of the repository'
      }: Garden looks at nothing above its file`,
    );
  }
  const here = draft.at(folder);
  const documents = [
    projectOf(here),
    buildOf(here, dockerfile),
    deployOf(here, { manifests, workload, container }),
  ];
  draft.findings.splice(0, Infinity, ...here.findings);
  return [
    {
      path: joinPath(folder, 'garden.yml'),
      body: writeYaml(...documents),
      syntax: 'hash',
    },
  ];
}

function isWithin(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

function projectOf({ facts, target }: Draft): object {
  const [hostname, ...namespace] = (facts.image ?? '').split('/').slice(0, -1);
  const hasRegistry = /[.:]|^localhost$/.test(hostname ?? '');
  return {
    apiVersion: TOOL_INFO.garden.format,
    kind: 'Project',
    name: facts.name,
    environments: [{ name: ENVIRONMENT, defaultNamespace: target.namespace }],
    providers: [
      {
        name: PROVIDER,
        environments: [ENVIRONMENT],
        context: target.context,
        ...(hasRegistry && {
          deploymentRegistry: {
            hostname,
            ...(namespace.length > 0 && { namespace: namespace.join('/') }),
          },
        }),
      },
    ],
  };
}

function buildOf(draft: Draft, dockerfile: string): object {
  const { facts } = draft;
  const path = draft.relative(facts.buildContext);
  return {
    kind: 'Build',
    type: 'container',
    name: facts.name,
    ...(path !== '.' && { source: { path } }),
    spec: {
      dockerfile: relativePath(facts.buildContext, dockerfile),
      ...(facts.dockerTarget && { targetStage: facts.dockerTarget }),
    },
  };
}

interface Deployed {
  manifests: ManifestFacts;
  workload: { kind: string; name: string };
  container: string;
}

function deployOf(draft: Draft, deployed: Deployed): object {
  const { facts } = draft;
  const { manifests, workload, container } = deployed;
  const isHelm = manifests.packaging === 'helm';
  if (isHelm) {
    draft.confirm(
      'image-by-hand',
      'Which value of the chart names its image is not known: set it under spec.values, outside the block',
      { field: 'manifests' },
    );
  }
  return {
    kind: 'Deploy',
    type: isHelm ? 'helm' : 'kubernetes',
    name: facts.name,
    dependencies: [`build.${facts.name}`],
    spec: {
      ...manifestsOf(draft, manifests),
      ...(!isHelm && { patchResources: [imagePatch(facts.name, deployed)] }),
      defaultTarget: {
        kind: workload.kind,
        name: workload.name,
        containerName: container,
      },
      ...syncOf(draft),
      ...forwardOf(draft, workload),
    },
  };
}

function manifestsOf(draft: Draft, manifests: ManifestFacts): object {
  const path = draft.relative(manifests.path);
  if (manifests.packaging === 'kustomize') {
    return { kustomize: { path } };
  }
  if (manifests.packaging === 'helm') {
    return {
      chart: { path },
      namespace: draft.target.namespace,
      ...(manifests.values.length > 0 && {
        valueFiles: manifests.values.map(file => draft.relative(file)),
      }),
    };
  }
  // Verbatim: what looks like a template in somebody's manifests stays as it is.
  return {
    manifestFiles: manifests.files?.map(file => draft.relative(file)) ?? [
      `${path}/*.yaml`,
    ],
  };
}

/** The image that Garden built, for the container that runs the code. */
export const builtImage = (name: string) =>
  `\${actions.build.${name}.outputs.deploymentImageId}`;

function imagePatch(name: string, { workload, container }: Deployed): object {
  return {
    kind: workload.kind,
    name: workload.name,
    strategy: 'strategic',
    patch: {
      spec: {
        template: {
          spec: { containers: [{ name: container, image: builtImage(name) }] },
        },
      },
    },
  };
}

function syncOf(draft: Draft): object {
  const { facts } = draft;
  if (!facts.hotReload || facts.sync.length === 0) {
    draft.info(
      'rebuilds',
      'Nothing is synchronised, since nothing says that the running code sees changed files: garden deploy builds a new image',
    );
    return {};
  }
  return {
    sync: {
      paths: facts.sync.map(({ from, to }) => ({
        sourcePath: draft.relative(joinPath(facts.folder, from)),
        containerPath: to,
        mode: 'one-way-replica',
        ...(facts.syncExcludes.length > 0 && {
          exclude: facts.syncExcludes.map(path => path.replace(/\/$/, '')),
        }),
      })),
      ...(facts.devCommand && {
        overrides: [{ command: facts.devCommand }],
      }),
    },
  };
}

function forwardOf(draft: Draft, workload: Deployed['workload']): object {
  const ports = portsOf(draft);
  return ports
    ? {
        portForwards: [
          {
            name: 'http',
            resource: `${workload.kind}/${workload.name}`,
            targetPort: ports.remote,
            localPort: ports.local,
          },
        ],
      }
    : {};
}
