import type { ManifestFacts } from '../component/facts';
import {
  Call,
  Name,
  writeStarlark,
  writeString,
  type Starlark,
} from '../write/starlark';
import { portsOf, type Draft, type DraftFile } from './Draft';
import { joinPath } from './paths';

/** Tilt runs a program; ours is a list of calls with nothing but literals in them. */
export function tilt(draft: Draft): DraftFile[] {
  const { facts, target } = draft;
  const image = draft.need('image', facts.image, 'the name of the image');
  const dockerfile = draft.need('dockerfile', facts.dockerfile, 'a Dockerfile');
  const manifests = draft.need('manifests', facts.manifests, 'manifests');
  const workload = draft.need('workload', facts.workload, 'a workload');
  if (!image || dockerfile === undefined || !manifests || !workload) {
    return [];
  }
  draft.info(
    'namespace-of-context',
    `Tilt applies to the namespace of the context; the Tiltfile stops if that is not ${target.namespace}`,
  );
  const calls = [
    Call.of('allow_k8s_contexts', [target.context]),
    Call.of('k8s_yaml', [yamlOf(draft, manifests)]),
    Call.of('docker_build', [image, draft.relative(facts.buildContext)], {
      dockerfile: draft.relative(dockerfile),
      target: facts.dockerTarget,
      ...liveUpdate(draft),
    }),
    Call.of('k8s_resource', [workload.name], {
      port_forwards: forwardsOf(draft),
      labels: [facts.name],
    }),
    ...testsOf(draft, workload.name),
  ];
  return [
    {
      path: joinPath(draft.folder, 'Tiltfile'),
      body: [
        guardOf(target.namespace),
        ...calls.map(call => writeStarlark(call)),
      ]
        .map(line => `${line}\n`)
        .join(''),
      syntax: 'hash',
    },
  ];
}

/** There is no field for it, and the wrong namespace is somebody else's. */
function guardOf(namespace: string): string {
  const expected = writeString(namespace);
  const message = writeString(
    `the context's namespace must be ${namespace}: kubectl config set-context --current --namespace=${namespace}`,
  );
  return `if k8s_namespace() != ${expected}:\n    fail(${message})`;
}

function yamlOf(draft: Draft, manifests: ManifestFacts): Starlark {
  const path = draft.relative(manifests.path);
  if (manifests.packaging === 'kustomize') {
    return Call.of('kustomize', [path]);
  }
  if (manifests.packaging === 'helm') {
    return Call.of('helm', [path], {
      name: draft.facts.name,
      namespace: draft.target.namespace,
      values:
        manifests.values.length > 0
          ? manifests.values.map(file => draft.relative(file))
          : undefined,
    });
  }
  return manifests.files
    ? manifests.files.map(file => draft.relative(file))
    : Call.of('listdir', [path]);
}

/**
 * Tilt wants `fall_back_on`, then `sync`, then `run`. Without a process that sees
 * changed files there is nothing to update: containers cannot be restarted.
 */
function liveUpdate(draft: Draft): Record<string, Starlark | undefined> {
  const { facts } = draft;
  if (!facts.hotReload || facts.sync.length === 0) {
    draft.info(
      'rebuilds',
      'Each saved file builds a new image: Tilt cannot restart a container, and nothing says that the running code sees changed files',
      { field: 'hotReload', add: 'fairway.dev/hot-reload: "true"' },
    );
    return {};
  }
  const own = (path: string) => draft.relative(joinPath(facts.folder, path));
  return {
    live_update: [
      ...(facts.rebuildOn.length > 0
        ? [Call.of('fall_back_on', [facts.rebuildOn.map(own)])]
        : []),
      ...facts.sync.map(({ from, to }) => Call.of('sync', [own(from), to])),
    ],
    entrypoint: facts.devCommand,
    ignore:
      facts.syncExcludes.length > 0
        ? facts.syncExcludes.map(path => path.replace(/\/$/, ''))
        : undefined,
  };
}

function forwardsOf(draft: Draft): Starlark | undefined {
  const ports = portsOf(draft);
  return (
    ports && [
      Call.of('port_forward', [ports.local, ports.remote], { name: 'http' }),
    ]
  );
}

function testsOf(draft: Draft, resource: string): Call[] {
  const { testCommand, name, folder } = draft.facts;
  return testCommand
    ? [
        Call.of('local_resource', [`${name}-tests`], {
          cmd: testCommand,
          deps: [draft.relative(folder)],
          resource_deps: [resource],
          auto_init: false,
          trigger_mode: Name.of('TRIGGER_MODE_MANUAL'),
        }),
      ]
    : [];
}
