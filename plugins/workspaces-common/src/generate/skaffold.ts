import type { ManifestFacts } from '../component/facts';
import { writeYaml } from '../write/yaml';
import { portsOf, type Draft, type DraftFile } from './Draft';
import { joinPath, relativePath } from './paths';
import { TOOL_INFO } from './tools';

/** Skaffold builds, renders and applies; what is synchronised goes by tar over exec. */
export function skaffold(draft: Draft): DraftFile[] {
  const { facts, target } = draft;
  const image = draft.need('image', facts.image, 'the name of the image');
  const dockerfile = draft.need('dockerfile', facts.dockerfile, 'a Dockerfile');
  const manifests = draft.need('manifests', facts.manifests, 'manifests');
  if (!image || dockerfile === undefined || !manifests) {
    return [];
  }
  const document = {
    apiVersion: TOOL_INFO.skaffold.format,
    kind: 'Config',
    metadata: { name: facts.name },
    build: {
      artifacts: [
        {
          image,
          context: draft.relative(facts.buildContext),
          docker: {
            dockerfile: relativePath(facts.buildContext, dockerfile),
            ...(facts.dockerTarget && { target: facts.dockerTarget }),
          },
          ...syncOf(draft),
        },
      ],
    },
    manifests: manifestsOf(draft, manifests),
    deploy: {
      kubeContext: target.context,
      kubectl: { defaultNamespace: target.namespace },
    },
    ...forwardOf(draft),
  };
  return [
    {
      path: joinPath(draft.folder, 'skaffold.yaml'),
      body: writeYaml(document),
      syntax: 'hash',
    },
  ];
}

function manifestsOf(draft: Draft, manifests: ManifestFacts): object {
  const { facts, target } = draft;
  const path = draft.relative(manifests.path);
  if (manifests.packaging === 'kustomize') {
    return { kustomize: { paths: [path] } };
  }
  if (manifests.packaging === 'helm') {
    return {
      helm: {
        releases: [
          {
            name: facts.name,
            chartPath: path,
            namespace: target.namespace,
            ...(manifests.values.length > 0 && {
              valuesFiles: manifests.values.map(file => draft.relative(file)),
            }),
          },
        ],
      },
    };
  }
  return {
    rawYaml: manifests.files?.map(file => draft.relative(file)) ?? [
      `${path}/*.yaml`,
    ],
  };
}

/**
 * Paths under `src` are kept under `dest`, so what is before them is stripped.
 * Only what a running process takes up is synchronised; all else is built anew.
 */
function syncOf(draft: Draft): object {
  const { facts } = draft;
  if (!facts.hotReload || facts.sync.length === 0) {
    draft.info(
      'rebuilds',
      'Each saved file builds a new image: nothing is synchronised, since nothing says that the running code sees changed files',
    );
    return {};
  }
  if (!facts.dockerTarget) {
    draft.confirm(
      'no-dev-stage',
      `Skaffold cannot set the command${
        facts.devCommand ? ` ${facts.devCommand.join(' ')}` : ''
      }: unless the image itself runs it, changed files arrive and nothing happens. Give the Dockerfile a stage of that name`,
      { field: 'dockerTarget', add: 'fairway.dev/dockerfile-target: dev' },
    );
  }
  const context = draft.relative(facts.buildContext);
  // `src` is seen from the build context, which may be above the component.
  const prefix = relativePath(facts.buildContext, facts.folder);
  if (prefix.startsWith('..')) {
    draft.info(
      'rebuilds',
      `The build context ${context} does not hold the component's folder: nothing is synchronised`,
    );
    return {};
  }
  const rules = facts.sync.flatMap(({ from, to }) => {
    const folder = joinPath(prefix, from);
    const strip = folder ? { strip: `${folder}/` } : {};
    return globs(draft, from, folder).map(src => ({ src, dest: to, ...strip }));
  });
  return rules.length > 0 ? { sync: { manual: rules } } : {};
}

/** Of a whole component only its sources: dependencies need a new image. */
function globs({ facts }: Draft, from: string, folder: string): string[] {
  const within = folder ? `${folder}/` : '';
  return from === '.' && facts.sourceEndings.length > 0
    ? facts.sourceEndings.map(ending => `${within}**/*.${ending}`)
    : [`${within}**/*`];
}

function forwardOf(draft: Draft): object {
  const ports = portsOf(draft);
  const { workload } = draft.facts;
  if (!ports || !workload) {
    return {};
  }
  return {
    portForward: [
      {
        resourceType: workload.kind.toLowerCase(),
        resourceName: workload.name,
        namespace: draft.target.namespace,
        port: ports.remote,
        localPort: ports.local,
      },
    ],
  };
}
