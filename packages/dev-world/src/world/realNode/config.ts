import path from 'node:path';
import { PAUSE_IMAGE } from '../../build/images.ts';
import { partKubeconfig } from '../kubeconfig.ts';
import { REAL_NODE } from '../pki.ts';
import type { WorldState } from '../types.ts';

/** Pods that want the real node select this label and tolerate this taint; nothing lands there by accident. */
export const REAL_NODE_LABEL = 'fairway.dev/node=real';
export const REAL_NODE_TAINT = {
  key: 'fairway.dev/real',
  value: 'true',
  effect: 'NoSchedule',
};

/** Inside the node's mount namespace, where `/run` is its own: a short path, as sockets need. */
export const CONTAINERD_SOCKET = '/run/containerd/containerd.sock';

export const nodeFolder = (folder: string) => path.join(folder, 'node');

/**
 * Configuration of containerd. `restrict_oom_score_adj`: where a lower OOM
 * score may not be set, every sandbox would fail to start.
 */
export function containerdConfig(
  folder: string,
  options: { cni: string; snapshotter: string },
): string {
  const node = nodeFolder(folder);
  const quote = JSON.stringify;
  return `version = 2
root = ${quote(path.join(node, 'containerd'))}
state = "/run/containerd"
oom_score = 0
disabled_plugins = ["io.containerd.internal.v1.opt"]

[grpc]
  address = ${quote(CONTAINERD_SOCKET)}

[plugins."io.containerd.grpc.v1.cri"]
  restrict_oom_score_adj = true
  sandbox_image = ${quote(PAUSE_IMAGE)}
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = ${quote(options.cni)}
    conf_dir = ${quote(path.join(node, 'cni'))}
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = ${quote(options.snapshotter)}
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
`;
}

/**
 * The pods' network. `ptp` routes every packet, also between two pods of this
 * node, so that kube-proxy's rules see it without a kernel module for bridges.
 */
export function cniConfig(folder: string, state: WorldState): object {
  return {
    cniVersion: '1.0.0',
    name: 'pods',
    plugins: [
      {
        type: 'ptp',
        ipMasq: false,
        ipam: {
          type: 'host-local',
          dataDir: path.join(nodeFolder(folder), 'cni-addresses'),
          ranges: [[{ subnet: state.podCIDR }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

export function kubeletConfig(folder: string, state: WorldState): object {
  const pki = (file: string) => path.join(folder, 'pki', file);
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: state.network.nodeAddress,
    port: 10250,
    readOnlyPort: 0,
    healthzBindAddress: '127.0.0.1',
    healthzPort: 10248,
    tlsCertFile: pki('kubelet-server.crt'),
    tlsPrivateKeyFile: pki('kubelet-server.key'),
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: pki('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    containerRuntimeEndpoint: `unix://${CONTAINERD_SOCKET}`,
    failCgroupV1: false,
    failSwapOn: false,
    cgroupDriver: 'cgroupfs',
    // All pods under one group of ours, which is removed with the world. Without
    // the groups per quality of service the kubelet would not heed it, and the
    // pods of all worlds would lie in one place.
    cgroupRoot: `/${state.network.cgroup}`,
    cgroupsPerQOS: true,
    enforceNodeAllocatable: [],
    localStorageCapacityIsolation: false,
    // A developer's disk is always nearly full; that must not evict pods.
    evictionHard: {
      'memory.available': '0%',
      'nodefs.available': '0%',
      'nodefs.inodesFree': '0%',
      'imagefs.available': '0%',
    },
    imageGCHighThresholdPercent: 100,
    // CoreDNS answers on the node itself and needs no Service.
    clusterDNS: [state.network.nodeAddress],
    clusterDomain: 'cluster.local',
    resolvConf: '',
    registerWithTaints: [REAL_NODE_TAINT],
    rotateCertificates: false,
    shutdownGracePeriod: '0s',
  };
}

export function kubeletArguments(folder: string, state: WorldState): string[] {
  const node = nodeFolder(folder);
  return [
    `--config=${path.join(node, 'kubelet.json')}`,
    `--kubeconfig=${partKubeconfig(folder, 'kubelet')}`,
    `--root-dir=${path.join(node, 'kubelet')}`,
    `--hostname-override=${REAL_NODE}`,
    `--node-ip=${state.network.nodeAddress}`,
    `--node-labels=${REAL_NODE_LABEL}`,
  ];
}

/**
 * Configuration of CoreDNS: Services and what lies behind headless ones, found
 * by watching. There is nothing beyond the cluster to ask, so any other name
 * does not exist; a refusal instead would make resolvers wait and ask again.
 */
export function corefile(folder: string, state: WorldState): string {
  const bind = `bind ${state.network.nodeAddress}`;
  return `cluster.local in-addr.arpa ip6.arpa {
  ${bind}
  errors
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    kubeconfig ${JSON.stringify(partKubeconfig(folder, 'coredns'))}
    ttl 5
  }
  loadbalance
}
. {
  ${bind}
  errors
  template ANY ANY {
    rcode NXDOMAIN
  }
}
`;
}

export function kubeProxyArguments(
  folder: string,
  state: WorldState,
): string[] {
  return [
    `--kubeconfig=${partKubeconfig(folder, 'kube-proxy')}`,
    `--hostname-override=${REAL_NODE}`,
    '--proxy-mode=iptables',
    `--cluster-cidr=${state.podCIDR}`,
    // The limit of the machine's connection table is not ours to change.
    '--conntrack-max-per-core=0',
    '--healthz-bind-address=127.0.0.1:10256',
    '--metrics-bind-address=127.0.0.1:10249',
  ];
}
