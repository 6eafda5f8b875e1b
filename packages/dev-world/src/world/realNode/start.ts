import { mkdirSync, writeFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { run } from '../../build/run.ts';
import { until } from '../bootstrap.ts';
import { systemPath } from '../processes.ts';
import type { ProcessIdentity, Tools, WorldState } from '../types.ts';
import { createCgroup } from './cgroups.ts';
import {
  CONTAINERD_SOCKET,
  cniConfig,
  containerdConfig,
  corefile,
  kubeProxyArguments,
  kubeletArguments,
  kubeletConfig,
  nodeFolder,
} from './config.ts';
import { createNetwork, namespaceFile } from './network.ts';
import { cniFolder } from './support.ts';

/** Starts a part of the world and records it. */
export type StartPart = (name: string, command: string[]) => ProcessIdentity;

export interface RealNodeOptions {
  folder: string;
  state: WorldState;
  tools: Tools;
  start: StartPart;
  signal?: AbortSignal;
  /** Throws when a part of the world has ended. */
  stillPossible: () => void;
}

/**
 * What the kubelet would write into the kernel, for the whole machine, if it
 * found other values. In the node's namespace these files say already what it
 * wants to read, so it leaves the machine alone.
 */
const KERNEL_SETTINGS: Record<string, string> = {
  'vm/overcommit_memory': '1',
  'vm/panic_on_oom': '0',
  'kernel/panic': '10',
  'kernel/panic_on_oops': '1',
  'kernel/keys/root_maxkeys': '1000000',
  'kernel/keys/root_maxbytes': '25000000',
};

/**
 * Prepares the namespace from inside, then holds it. All mounts made in it,
 * those of containers included, end with its last process.
 */
function holderScript(folder: string, helper: string): string {
  const node = nodeFolder(folder);
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  return [
    'set -eu',
    // Volumes are mounted by the kubelet and must appear in containers.
    'mount --make-rshared /',
    'mount -t tmpfs tmpfs /run',
    ...['lib', 'log'].map(
      name =>
        `mount --bind ${quote(path.join(node, `var-${name}`))} /var/${name}`,
    ),
    ...Object.keys(KERNEL_SETTINGS).map(
      name =>
        `mount --bind ${quote(
          path.join(node, 'kernel', name),
        )} /proc/sys/${name}`,
    ),
    'echo 1 > /proc/sys/net/ipv4/ip_forward',
    `touch ${quote(path.join(node, 'ready'))}`,
    `exec ${quote(helper)} wait`,
  ].join('\n');
}

function writeNodeFiles(
  folder: string,
  state: WorldState,
  cni: string,
  snapshotter: string,
): void {
  const node = nodeFolder(folder);
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(node, name)), { recursive: true });
    writeFileSync(path.join(node, name), text);
  };
  ['var-lib', 'var-log'].forEach(name =>
    mkdirSync(path.join(node, name), { recursive: true }),
  );
  write('containerd.toml', containerdConfig(folder, { cni, snapshotter }));
  write(
    'cni/10-pods.conflist',
    JSON.stringify(cniConfig(folder, state), null, 2),
  );
  write('Corefile', corefile(folder, state));
  write('kubelet.json', JSON.stringify(kubeletConfig(folder, state), null, 2));
  Object.entries(KERNEL_SETTINGS).forEach(([name, value]) =>
    write(path.join('kernel', name), `${value}\n`),
  );
}

/** Runs a command inside the namespaces of the node that this process holds. */
export const insideNode = (holder: ProcessIdentity, command: string[]) => [
  'nsenter',
  `--target=${holder.pid}`,
  '--net',
  '--mount',
  '--',
  ...command,
];

/** Starts a command in the node's control group; the process number stays that of the command. */
const inCgroup = (cgroup: string, command: string[]) => [
  'sh',
  '-c',
  'echo $$ > "$0/cgroup.procs" && exec "$@"',
  cgroup,
  ...command,
];

/** overlayfs copies nothing; where the state folder's file system cannot carry it, plain copies do. */
async function chooseSnapshotter(
  holder: ProcessIdentity,
  node: string,
): Promise<string> {
  const probe = path.join(node, 'overlay-probe');
  ['lower', 'upper', 'work', 'merged'].forEach(name =>
    mkdirSync(path.join(probe, name), { recursive: true }),
  );
  const options = `lowerdir=${probe}/lower,upperdir=${probe}/upper,workdir=${probe}/work`;
  const script = `mount -t overlay overlay -o "$1" "$0/merged" && umount "$0/merged"`;
  try {
    await runInNode(holder, ['sh', '-c', script, probe, options]);
    return 'overlayfs';
  } catch {
    return 'native';
  }
}

function runInNode(
  holder: ProcessIdentity,
  command: string[],
): Promise<string> {
  return run(insideNode(holder, command), { env: { PATH: systemPath() } });
}

const CTR = ['ctr', '--address', CONTAINERD_SOCKET, '--namespace', 'k8s.io'];

export function ctr(
  holder: ProcessIdentity,
  ...args: string[]
): Promise<string> {
  return runInNode(holder, [...CTR, ...args]);
}

/** The same, with what another command writes as its input. */
export function ctrFrom(
  holder: ProcessIdentity,
  source: string[],
  ...args: string[]
): Promise<string> {
  // What ends first badly is what is told; a shell's pipe would say only of the last.
  const script = `set -o pipefail
count=$1; shift
source=("\${@:1:count}"); shift "$count"
"\${source[@]}" | "$@"`;
  return runInNode(holder, [
    ...['bash', '-c', script, 'bash', `${source.length}`],
    ...source,
    ...CTR,
    ...args,
  ]);
}

/** Makes the node's namespaces and starts containerd with our images: needs no API server yet. */
export async function prepareRealNode(
  options: RealNodeOptions,
): Promise<ProcessIdentity> {
  const { folder, state, tools, start, signal, stillPossible } = options;
  const node = nodeFolder(folder);
  mkdirSync(node, { recursive: true });
  const cgroup = createCgroup(state.network.cgroup);
  await createNetwork(state);
  writeNodeFiles(folder, state, cniFolder() ?? '', 'overlayfs');
  const holder = start(
    'node',
    inCgroup(cgroup, [
      'nsenter',
      `--net=${namespaceFile(state.network)}`,
      'unshare',
      '--mount',
      '--propagation',
      'slave',
      'sh',
      '-c',
      holderScript(folder, tools.helper),
    ]),
  );
  await until(
    'the namespaces of the real node',
    async () => existsSync(path.join(node, 'ready')),
    { timeoutMs: 10_000, everyMs: 20, signal, stillPossible },
  );
  writeNodeFiles(
    folder,
    state,
    cniFolder() ?? '',
    await chooseSnapshotter(holder, node),
  );
  start(
    'containerd',
    inCgroup(
      cgroup,
      insideNode(holder, [
        'containerd',
        '--config',
        path.join(node, 'containerd.toml'),
      ]),
    ),
  );
  await until(
    'containerd',
    async () => {
      await ctr(holder, 'version');
      return true;
    },
    { timeoutMs: 20_000, signal, stillPossible },
  );
  if (tools.images) {
    await ctr(holder, 'images', 'import', tools.images);
  }
  return holder;
}

/** Starts the kubelet and what pods need beside it, once the API server is ready. */
export function startRealNode(
  options: RealNodeOptions,
  holder: ProcessIdentity,
): void {
  const { folder, state, tools, start } = options;
  const cgroup = createCgroup(state.network.cgroup);
  const inside = (...command: string[]) =>
    inCgroup(cgroup, insideNode(holder, command));
  const apiServer = `:${state.ports.apiServer}`;
  start('forward', [
    tools.helper,
    'forward',
    `--listen=${state.network.hostAddress}${apiServer}`,
    `--to=127.0.0.1${apiServer}`,
  ]);
  if (tools.coredns) {
    const file = path.join(nodeFolder(folder), 'Corefile');
    start('coredns', inside(tools.coredns, '-conf', file));
  }
  start(
    'kubelet',
    inside(tools.kubedev, 'kubelet', ...kubeletArguments(folder, state)),
  );
  start(
    'kube-proxy',
    inside(tools.kubedev, 'kube-proxy', ...kubeProxyArguments(folder, state)),
  );
}
