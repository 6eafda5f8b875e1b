import { request } from 'node:http';
import type { Commit } from '../../builder/types.ts';
import { commitImage } from '../../builder/types.ts';
import { demoImage } from '../../build/images.ts';
import { ForgeClient } from '../../forge/client.ts';
import { Cluster } from '../../shop/cluster/client.ts';
import { podTemplate } from '../../shop/manifests/pod.ts';
import type { ForgeState, GatewayState } from '../../world/types.ts';

const NAMESPACE = 'check-preview';
export const HOST = 'check-preview.localhost';

/** Applies what the commit holds under `deploy/`, with its image, and a route to it. */
export async function deploy(
  cluster: Cluster,
  forge: ForgeState,
  commit: Commit,
  gateway: GatewayState,
): Promise<void> {
  const { org, repo, sha } = commit;
  const client = new ForgeClient(forge.url, forge.bot);
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE },
  });
  for (const file of ['deployment', 'service']) {
    const yaml = await client.bytes(
      `/repos/${org}/${repo}/raw/deploy/${file}.yaml?ref=${sha}`,
    );
    await cluster.applyYaml(
      yaml
        .toString('utf8')
        .replace(/^metadata:$/m, `metadata:\n  namespace: ${NAMESPACE}`)
        .replace(commitImage(commit, 'main'), commitImage(commit)),
    );
  }
  await cluster.apply({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: repo, namespace: NAMESPACE },
    spec: {
      hostnames: [HOST],
      parentRefs: [
        {
          namespace: gateway.gateway.namespace,
          name: gateway.gateway.name,
          sectionName: gateway.gateway.listener,
        },
      ],
      rules: [{ backendRefs: [{ name: repo, port: 80 }] }],
    },
  });
}

/** A pod that answers what the forge answers it. */
export async function deployAsker(
  cluster: Cluster,
  url: string,
): Promise<string> {
  const name = 'asker';
  const host = `${name}-${HOST}`;
  const { metadata, spec } = podTemplate(
    { name, partOf: 'platform', kubernetesId: null },
    {
      image: demoImage('1.0'),
      env: { UPSTREAM: url },
      cpu: '10m',
      memory: '32Mi',
    },
    'real',
  );
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, name, namespace: NAMESPACE },
    spec,
  });
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      selector: { 'app.kubernetes.io/name': name },
      ports: [{ port: 80, targetPort: 8080 }],
    },
  });
  await cluster.apply({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      ingressClassName: 'fairway',
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name, port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    },
  });
  return host;
}

/** Asks for a host as a browser does, which finds every `*.localhost` on this machine; not every resolver does. */
export function ask(
  port: number,
  host: string,
  path = '/',
  body?: object,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: body ? 'POST' : 'GET',
        headers: { host: `${host}:${port}` },
        timeout: 3_000,
      },
      response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text }),
        );
      },
    );
    call.on('timeout', () => call.destroy(new Error('no answer in time')));
    call.on('error', reject);
    call.end(body && JSON.stringify(body));
  });
}
