import type { KubernetesObject } from '@kubernetes/client-node';

/** A Deployment that Pod Security `restricted` takes. */
export function deployment(
  name: string,
  options: {
    replicas?: number;
    cpu?: string;
    image?: string;
    env?: object[];
  } = {},
): KubernetesObject & Record<string, unknown> {
  const {
    replicas = 1,
    cpu = '100m',
    image = 'example.com/web:1.0',
    env,
  } = options;
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          securityContext: {
            runAsNonRoot: true,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'web',
              image,
              ...(env && { env }),
              resources: {
                requests: { cpu, memory: '64Mi' },
                limits: { memory: '64Mi' },
              },
              securityContext: {
                allowPrivilegeEscalation: false,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  };
}

/** A ConfigMap with one key. */
export function configMap(name: string, text = 'Good day') {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { text },
  };
}

/** A Service in front of {@link deployment}. */
export function service(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}
