import path from 'node:path';
import type { CachedBuild } from '../cache.ts';
import { hashWords } from '../hash.ts';
import { architecture } from '../oci.ts';
import { run } from '../run.ts';
import { USER } from './environment.ts';

export const DEBIAN = { release: '13', suite: 'trixie' };
const MIRROR = 'http://deb.debian.org/debian';
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

/** The lowest layer: the system, with what every developer uses. */
export const debian = (signal?: AbortSignal): CachedBuild => ({
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
