import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { systemPath } from '../processes.ts';

const COMMANDS: Record<string, string> = {
  containerd: 'containerd',
  ctr: 'containerd',
  runc: 'runc',
  iptables: 'iptables',
  ip: 'iproute2',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  mount: 'mount',
};

const CNI_FOLDERS = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];
const CNI_PLUGINS = ['ptp', 'host-local', 'portmap', 'loopback'];

/** Folders that are hidden inside the node's mount namespace: the state folder must not lie there. */
const HIDDEN = ['/run', '/var/run', '/var/lib', '/var/log'];

function findCommand(name: string): string | undefined {
  return systemPath()
    .split(':')
    .map(folder => path.join(folder, name))
    .find(file => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** The folder with the CNI plugins, wherever the distribution puts them. */
export function cniFolder(): string | undefined {
  return CNI_FOLDERS.find(folder =>
    CNI_PLUGINS.every(plugin => existsSync(path.join(folder, plugin))),
  );
}

/** Why a real node cannot run on this machine, in words for the user; undefined if it can. */
export function whyNoRealNode(worldFolder: string): string | undefined {
  if (process.platform !== 'linux') {
    return `a real node needs Linux, this is ${process.platform}`;
  }
  if (process.getuid?.() !== 0) {
    return 'a real node needs root';
  }
  const missing = [
    ...new Set(
      Object.keys(COMMANDS)
        .filter(name => !findCommand(name))
        .map(name => COMMANDS[name]),
    ),
  ];
  if (!cniFolder()) {
    missing.push('containernetworking-plugins');
  }
  if (missing.length > 0) {
    return `packages are missing: ${missing.join(' ')}`;
  }
  const hidden = HIDDEN.find(folder => worldFolder.startsWith(`${folder}/`));
  return (
    hidden &&
    `the repository lies under ${hidden}, which the node hides from its programs`
  );
}
