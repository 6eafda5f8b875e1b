import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PEOPLE } from './pki.ts';
import type { WorldState } from './types.ts';

export interface Kubeconfig {
  apiVersion: 'v1';
  kind: 'Config';
  'current-context': string;
  clusters: {
    name: string;
    cluster: { server: string; 'certificate-authority-data': string };
  }[];
  users: {
    name: string;
    user: { 'client-certificate-data': string; 'client-key-data': string };
  }[];
  contexts: { name: string; context: { cluster: string; user: string } }[];
}

/** A kubeconfig as JSON, which is YAML; certificates are inside, so the file stands alone. */
export function renderKubeconfig(
  context: { name: string; user: string; server: string },
  pem: { ca: Buffer; certificate: Buffer; key: Buffer },
): Kubeconfig {
  const { name, user, server } = context;
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      {
        name,
        cluster: {
          server,
          'certificate-authority-data': pem.ca.toString('base64'),
        },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate-data': pem.certificate.toString('base64'),
          'client-key-data': pem.key.toString('base64'),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user } }],
  };
}

/** Parts with a kubeconfig of their own, and whether they reach the API server through the node's link. */
const PARTS: { name: string; fromNode: boolean }[] = [
  { name: 'controller-manager', fromNode: false },
  { name: 'scheduler', fromNode: false },
  { name: 'kwok', fromNode: false },
  { name: 'kubelet', fromNode: true },
  { name: 'kube-proxy', fromNode: true },
  { name: 'coredns', fromNode: true },
];

export const partKubeconfig = (folder: string, part: string) =>
  path.join(folder, 'pki', `${part}.kubeconfig`);

/** Writes the kubeconfigs of the administrator, the people and the parts. */
export function writeKubeconfigs(folder: string, state: WorldState): void {
  const pki = (file: string) => readFileSync(path.join(folder, 'pki', file));
  const write = (file: string, user: string, server: string) => {
    const config = renderKubeconfig(
      { name: `fairway-${state.name}`, user, server },
      {
        ca: pki('ca.crt'),
        certificate: pki(`${user}.crt`),
        key: pki(`${user}.key`),
      },
    );
    writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`, {
      mode: 0o600,
    });
  };
  write(state.kubeconfig, 'admin', state.server);
  PEOPLE.forEach(person =>
    write(state.kubeconfigs[person.name], person.name, state.server),
  );
  const throughLink = `https://${state.network.hostAddress}:${state.ports.apiServer}`;
  PARTS.forEach(part =>
    write(
      partKubeconfig(folder, part.name),
      part.name,
      part.fromNode ? throughLink : state.server,
    ),
  );
}

/** Path of a person's kubeconfig; the administrator's without a person. */
export function kubeconfigFor(
  world: { state: WorldState },
  person?: string,
): string {
  if (person === undefined || person === 'admin') {
    return world.state.kubeconfig;
  }
  const file = world.state.kubeconfigs[person];
  if (file === undefined) {
    const known = ['admin', ...Object.keys(world.state.kubeconfigs)].join(', ');
    throw new Error(
      `World '${world.state.name}' knows no '${person}'; it knows ${known}`,
    );
  }
  return file;
}
