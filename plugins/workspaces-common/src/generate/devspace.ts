import type { ManifestFacts } from '../component/facts';
import { writeYaml } from '../write/yaml';
import { portsOf, type Draft, type DraftFile } from './Draft';
import { joinPath } from './paths';
import { TOOL_INFO } from './tools';

/** DevSpace replaces the pod by one to develop in, and keeps both sides alike. */
export function devspace(draft: Draft): DraftFile[] {
  const { facts, target } = draft;
  const image = draft.need('image', facts.image, 'the name of the image');
  const dockerfile = draft.need('dockerfile', facts.dockerfile, 'a Dockerfile');
  const manifests = draft.need('manifests', facts.manifests, 'manifests');
  const container = draft.need('container', facts.container, 'a container');
  if (!image || dockerfile === undefined || !manifests || !container) {
    return [];
  }
  draft.info(
    'context-by-command',
    `DevSpace takes its context from the command: devspace use context ${target.context} && devspace use namespace ${target.namespace}`,
  );
  const { name } = facts;
  const document = {
    version: TOOL_INFO.devspace.format,
    name,
    images: {
      [name]: {
        image,
        dockerfile: draft.relative(dockerfile),
        context: draft.relative(facts.buildContext),
        ...(facts.dockerTarget && { target: facts.dockerTarget }),
      },
    },
    deployments: {
      [name]: {
        namespace: target.namespace,
        ...deploymentOf(draft, manifests),
      },
    },
    dev: {
      [name]: {
        imageSelector: image,
        namespace: target.namespace,
        container,
        ...(facts.devImage && { devImage: facts.devImage }),
        ...(facts.devCommand && { command: facts.devCommand }),
        ...forwardOf(draft),
        logs: { enabled: true, lastLines: 200 },
        ...syncOf(draft),
      },
    },
  };
  return [
    {
      path: joinPath(draft.folder, 'devspace.yaml'),
      body: writeYaml(document),
      syntax: 'hash',
    },
  ];
}

function deploymentOf(draft: Draft, manifests: ManifestFacts): object {
  const path = draft.relative(manifests.path);
  if (manifests.packaging === 'helm') {
    return {
      helm: {
        // Without a dot before it, it is looked for in a repository of charts.
        chart: { name: path.startsWith('.') ? path : `./${path}` },
        ...(manifests.values.length > 0 && {
          valuesFiles: manifests.values.map(file => draft.relative(file)),
        }),
      },
    };
  }
  return {
    kubectl: {
      manifests: [manifests.packaging === 'kustomize' ? path : `${path}/`],
      ...(manifests.packaging === 'kustomize' && { kustomize: true }),
    },
  };
}

/** The value is a string: as a number it would be refused. */
function forwardOf(draft: Draft): object {
  const ports = portsOf(draft);
  return ports ? { ports: [{ port: `${ports.local}:${ports.remote}` }] } : {};
}

function syncOf(draft: Draft): object {
  const { facts } = draft;
  if (facts.sync.length === 0) {
    return {};
  }
  if (!facts.hotReload) {
    draft.info(
      'restarts',
      'The container is restarted after each upload, since nothing says that the running code sees changed files',
    );
  }
  return {
    sync: facts.sync.map(({ from, to }) => {
      const local = draft.relative(joinPath(facts.folder, from));
      return {
        path: `${local.startsWith('.') ? local : `./${local}`}:${to}`,
        ...(facts.syncExcludes.length > 0 && {
          uploadExcludePaths: facts.syncExcludes,
        }),
        ...(!facts.hotReload && { onUpload: { restartContainer: true } }),
      };
    }),
  };
}
