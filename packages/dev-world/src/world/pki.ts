import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { run } from '../build/run.ts';
import { METRICS_HOST } from '../metrics/objects.ts';
import type { WorldState } from './types.ts';

/** One certificate, as the helper's `pki` command takes it. */
export interface CertificateRequest {
  name: string;
  ca?: string;
  commonName?: string;
  organizations?: string[];
  hosts?: string[];
  keyPairOnly?: boolean;
}

/** A user of the demonstration; the names are those the portal impersonates. */
export interface Person {
  name: string;
  user: string;
  groups: string[];
}

/** The people of the demonstration, each with a client certificate. */
export const PEOPLE: Person[] = [
  {
    name: 'alice',
    user: 'backstage:default/alice',
    groups: ['backstage:default/payments'],
  },
  {
    name: 'bob',
    user: 'backstage:default/bob',
    groups: ['backstage:default/shop'],
  },
  {
    name: 'platform',
    user: 'backstage:default/platform',
    groups: ['backstage:default/platform'],
  },
];

export const REAL_NODE = 'real-0';

/** First address of the services' range: that of `kubernetes.default`. */
export function firstServiceAddress(serviceCIDR: string): string {
  return serviceCIDR.replace(/\.0\/\d+$/, '.1');
}

/** Every certificate of a world. An authority stands before what it signs. */
export function certificates(state: WorldState): CertificateRequest[] {
  const local = ['127.0.0.1', '::1', 'localhost'];
  const client = (
    name: string,
    commonName: string,
    ...organizations: string[]
  ): CertificateRequest => ({
    name,
    ca: 'ca',
    commonName,
    organizations,
  });
  return [
    { name: 'ca', commonName: 'fairway-dev-world' },
    // etcd trusts an authority of its own: it knows no users, so whoever it
    // lets in may read and write everything.
    { name: 'etcd-ca', commonName: 'fairway-dev-world-etcd' },
    // Who presents a certificate of this authority may claim to be any user.
    { name: 'front-proxy-ca', commonName: 'fairway-dev-world-front-proxy' },
    { name: 'service-accounts', keyPairOnly: true },
    { name: 'etcd', ca: 'etcd-ca', commonName: 'etcd', hosts: local },
    { name: 'etcd-client', ca: 'etcd-ca', commonName: 'kube-apiserver' },
    {
      name: 'front-proxy-client',
      ca: 'front-proxy-ca',
      commonName: 'front-proxy-client',
    },
    {
      name: 'apiserver',
      ca: 'ca',
      commonName: 'kube-apiserver',
      hosts: [
        ...local,
        state.network.hostAddress,
        firstServiceAddress(state.serviceCIDR),
        'kubernetes',
        'kubernetes.default',
        'kubernetes.default.svc',
        'kubernetes.default.svc.cluster.local',
      ],
    },
    client('apiserver-kubelet-client', 'kube-apiserver-kubelet-client'),
    client('admin', 'fairway-admin', 'system:masters'),
    client('controller-manager', 'system:kube-controller-manager'),
    client('scheduler', 'system:kube-scheduler'),
    client('kube-proxy', 'system:kube-proxy'),
    client('kwok', 'fairway:kwok'),
    client('coredns', 'fairway:coredns'),
    { name: 'kwok-server', ca: 'ca', commonName: 'kwok', hosts: local },
    client('kubelet', `system:node:${REAL_NODE}`, 'system:nodes'),
    {
      name: 'kubelet-server',
      ca: 'ca',
      commonName: REAL_NODE,
      hosts: [REAL_NODE, state.network.nodeAddress],
    },
    {
      name: 'metrics-server',
      ca: 'ca',
      commonName: 'metrics-server',
      hosts: [METRICS_HOST],
    },
    ...PEOPLE.map(person => client(person.name, person.user, ...person.groups)),
  ];
}

/**
 * Issues a world's certificates. A Go program of ours does it: Node cannot
 * issue X.509 certificates, Go is needed anyway, openssl may not be there.
 */
export async function issueCertificates(
  helper: string,
  folder: string,
  state: WorldState,
): Promise<void> {
  const out = path.join(folder, 'pki');
  mkdirSync(out, { recursive: true, mode: 0o700 });
  await run([helper, 'pki', '--out', out], {
    input: JSON.stringify(certificates(state)),
  });
}
