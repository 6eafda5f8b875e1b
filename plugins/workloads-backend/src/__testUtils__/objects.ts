import type { V1Deployment, V1StatefulSet } from '@kubernetes/client-node';

/** Makes a Deployment of an entity; nothing runs where there are no nodes. */
export function deployment(
  namespace: string,
  name: string,
  options: {
    entity?: string;
    image?: string;
    replicas?: number;
    annotations?: Record<string, string>;
    spec?: Partial<V1Deployment['spec']>;
  } = {},
): V1Deployment {
  const { entity = 'shop', image = 'shop:1', replicas = 2 } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name,
      namespace,
      labels: { 'backstage.io/kubernetes-id': entity },
      annotations: options.annotations,
    },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name, image),
      ...options.spec,
    },
  };
}

/** @see deployment */
export function statefulSet(
  namespace: string,
  name: string,
  options: { image?: string; replicas?: number } = {},
): V1StatefulSet {
  const { image = 'shop:1', replicas = 1 } = options;
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: {
      name,
      namespace,
      labels: { 'backstage.io/kubernetes-id': 'shop' },
    },
    spec: {
      serviceName: name,
      replicas,
      selector: { matchLabels: { app: name } },
      template: podTemplate(name, image),
    },
  };
}

function podTemplate(app: string, image: string) {
  return {
    metadata: { labels: { app } },
    spec: {
      containers: [
        {
          name: 'app',
          image,
          resources: { requests: { cpu: '100m', memory: '64Mi' } },
        },
      ],
    },
  };
}
