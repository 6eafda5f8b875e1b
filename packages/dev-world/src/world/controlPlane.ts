import path from 'node:path';
import { partKubeconfig } from './kubeconfig.ts';
import type { WorldState } from './types.ts';

type Flags = Record<string, string | number | boolean>;

const render = (flags: Flags) =>
  Object.entries(flags).map(([name, value]) => `--${name}=${value}`);

const pkiOf = (folder: string) => (file: string) =>
  path.join(folder, 'pki', file);

/** etcd: on loopback, with certificates both ways, for other users share this machine. */
export function etcdArguments(folder: string, state: WorldState): string[] {
  const pki = pkiOf(folder);
  const client = `https://127.0.0.1:${state.ports.etcdClient}`;
  const peer = `https://127.0.0.1:${state.ports.etcdPeer}`;
  return render({
    name: 'dev',
    'data-dir': path.join(folder, 'etcd'),
    'listen-client-urls': client,
    'advertise-client-urls': client,
    'listen-peer-urls': peer,
    'initial-advertise-peer-urls': peer,
    'initial-cluster': `dev=${peer}`,
    'cert-file': pki('etcd.crt'),
    'key-file': pki('etcd.key'),
    'client-cert-auth': true,
    'trusted-ca-file': pki('etcd-ca.crt'),
    'peer-cert-file': pki('etcd.crt'),
    'peer-key-file': pki('etcd.key'),
    'peer-client-cert-auth': true,
    'peer-trusted-ca-file': pki('etcd-ca.crt'),
    // A world that loses its power is made anew; waiting for disks helps nobody.
    'unsafe-no-fsync': true,
    'log-level': 'warn',
  });
}

export function apiServerArguments(
  folder: string,
  state: WorldState,
): string[] {
  const pki = pkiOf(folder);
  return render({
    'bind-address': '127.0.0.1',
    'secure-port': state.ports.apiServer,
    // Pods reach `kubernetes.default.svc` here; a forwarder listens on it.
    'advertise-address': state.network.hostAddress,
    'tls-cert-file': pki('apiserver.crt'),
    'tls-private-key-file': pki('apiserver.key'),
    'client-ca-file': pki('ca.crt'),
    'etcd-servers': `https://127.0.0.1:${state.ports.etcdClient}`,
    'etcd-cafile': pki('etcd-ca.crt'),
    'etcd-certfile': pki('etcd-client.crt'),
    'etcd-keyfile': pki('etcd-client.key'),
    'service-account-issuer': 'https://kubernetes.default.svc',
    'service-account-key-file': pki('service-accounts.pub'),
    'service-account-signing-key-file': pki('service-accounts.key'),
    'service-cluster-ip-range': state.serviceCIDR,
    'authorization-mode': 'Node,RBAC',
    'enable-admission-plugins': 'NodeRestriction,PodSecurity',
    'allow-privileged': true,
    'kubelet-client-certificate': pki('apiserver-kubelet-client.crt'),
    'kubelet-client-key': pki('apiserver-kubelet-client.key'),
    'kubelet-certificate-authority': pki('ca.crt'),
    'kubelet-preferred-address-types': 'InternalIP',
    // Aggregated APIs and webhooks: call a Service's endpoints, not its
    // ClusterIP, as no kube-proxy runs on this side.
    'enable-aggregator-routing': true,
    'requestheader-client-ca-file': pki('front-proxy-ca.crt'),
    'requestheader-allowed-names': 'front-proxy-client',
    'requestheader-username-headers': 'X-Remote-User',
    'requestheader-group-headers': 'X-Remote-Group',
    'requestheader-extra-headers-prefix': 'X-Remote-Extra-',
    'proxy-client-cert-file': pki('front-proxy-client.crt'),
    'proxy-client-key-file': pki('front-proxy-client.key'),
    profiling: false,
  });
}

const connect = (kubeconfig: string): Flags => ({
  kubeconfig,
  'authentication-kubeconfig': kubeconfig,
  'authorization-kubeconfig': kubeconfig,
  'bind-address': '127.0.0.1',
  // There is one of each: an election would only cost time.
  'leader-elect': false,
  profiling: false,
});

export function controllerManagerArguments(
  folder: string,
  state: WorldState,
): string[] {
  const pki = pkiOf(folder);
  return render({
    ...connect(partKubeconfig(folder, 'controller-manager')),
    'secure-port': state.ports.controllerManager,
    'cert-dir': path.join(folder, 'pki', 'controller-manager'),
    'use-service-account-credentials': true,
    'service-account-private-key-file': pki('service-accounts.key'),
    'root-ca-file': pki('ca.crt'),
    'cluster-signing-cert-file': pki('ca.crt'),
    'cluster-signing-key-file': pki('ca.key'),
  });
}

export function schedulerArguments(
  folder: string,
  state: WorldState,
): string[] {
  return render({
    ...connect(partKubeconfig(folder, 'scheduler')),
    'secure-port': state.ports.scheduler,
    'cert-dir': path.join(folder, 'pki', 'scheduler'),
  });
}

/** kwok: plays the kubelet of every simulated node. */
export function kwokArguments(folder: string, state: WorldState): string[] {
  return render({
    kubeconfig: partKubeconfig(folder, 'kwok'),
    config: path.join(folder, 'kwok.yaml'),
    'manage-all-nodes': false,
    'manage-nodes-with-annotation-selector': 'kwok.x-k8s.io/node=fake',
    'node-ip': '127.0.0.1',
    'node-port': state.ports.kwok,
    'server-address': `127.0.0.1:${state.ports.kwok}`,
    'tls-cert-file': pkiOf(folder)('kwok-server.crt'),
    'tls-private-key-file': pkiOf(folder)('kwok-server.key'),
    'node-lease-duration-seconds': 40,
    // Addresses that only look like pods: nothing answers there.
    cidr: '10.200.0.1/13',
  });
}
