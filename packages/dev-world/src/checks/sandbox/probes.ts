import type { Peer, Traffic } from './judge.ts';

/** A connection, and whether a sandbox should allow it. */
export interface Probe extends Traffic {
  what: string;
  allowed: boolean;
}

/** What the portal is told for this check. */
export const NETWORK = {
  dependencies: [
    { namespace: 'platform-tools', ports: [5432] },
    { cidr: '203.0.113.0/24', ports: [443] },
  ],
  ingressFrom: ['check-gateway'],
};
export const GATEWAY = NETWORK.ingressFrom[0];

const pod = (namespace: string, name: string): Peer => ({
  namespace,
  labels: { 'app.kubernetes.io/name': name },
});

/** What goes in and out of a sandbox, and what does not. */
export function probesOf(names: {
  sandbox: string;
  neighbour: string;
  /** Address of the API server as pods reach it. */
  apiServer: string;
}): Probe[] {
  const web = pod(names.sandbox, 'web');
  const worker = pod(names.sandbox, 'worker');
  const unlabelled: Peer = { namespace: names.sandbox, labels: {} };
  const neighbour = pod(names.neighbour, 'web');
  const shop = pod('shop-dev', 'storefront');
  const dns = pod('kube-system', 'coredns');
  const dependency = pod('platform-tools', 'database');
  const gateway = pod(GATEWAY, 'gateway');
  const probe =
    (allowed: boolean) =>
    (
      what: string,
      [from, to]: [Peer, Peer],
      port: number,
      protocol: Probe['protocol'] = 'TCP',
    ): Probe => ({ what, from, to, port, protocol, allowed });
  const open = probe(true);
  const closed = probe(false);
  return [
    open('pod to pod inside', [web, worker], 8080),
    open('pod to pod inside, any port', [worker, web], 5432),
    open('pod to pod inside, UDP', [web, worker], 9000, 'UDP'),
    open('pod without labels to pod inside', [unlabelled, web], 8080),
    open('names: kube-system 53 UDP', [web, dns], 53, 'UDP'),
    open('names: kube-system 53 TCP', [web, dns], 53),
    closed('kube-system on another port', [web, dns], 443),
    closed('from kube-system', [dns, web], 8080),
    closed('to the neighbour’s sandbox', [web, neighbour], 8080),
    closed('from the neighbour’s sandbox', [neighbour, web], 8080),
    closed('to shop-dev', [web, shop], 8080),
    closed('from shop-dev', [shop, web], 8080),
    open('to the declared dependency, its port', [web, dependency], 5432),
    closed('to it, another port', [web, dependency], 5433),
    closed('to it, UDP', [web, dependency], 5432, 'UDP'),
    closed('from it', [dependency, web], 8080),
    open('to the declared addresses', [web, { ip: '203.0.113.10' }], 443),
    closed('to them, another port', [web, { ip: '203.0.113.10' }], 80),
    closed('to the internet', [web, { ip: '198.51.100.7' }], 443),
    closed('from the internet', [{ ip: '198.51.100.7' }, web], 8080),
    closed('to the cloud’s metadata', [web, { ip: '169.254.169.254' }], 80),
    closed('to the API server', [web, { ip: names.apiServer }], 443),
    open('from the gateway', [gateway, web], 8080),
    closed('to the gateway', [web, gateway], 8080),
  ];
}
