import type { Part, Trouble } from './types.ts';

export interface PodShape {
  image: string;
  env?: Record<string, string>;
  /** Requested; the limits follow from them. */
  cpu: string;
  memory: string;
  trouble?: Trouble;
  /** Further containers, image by name. */
  sidecars?: Record<string, string>;
}

/** Who a pod belongs to. */
export interface Identity {
  name: string;
  partOf: Part;
  /** Value of `backstage.io/kubernetes-id`; null: found by label selector instead. */
  kubernetesId?: string | null;
}

export type Place = 'simulated' | 'real';

export const labelsOf = ({ name, partOf, kubernetesId = name }: Identity) => ({
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': partOf,
  ...(kubernetesId === null
    ? {}
    : { 'backstage.io/kubernetes-id': kubernetesId }),
});

export const selectorOf = ({ name }: Identity) => ({
  'app.kubernetes.io/name': name,
});

/** Our own server, whose image the dev world builds: the only one that can really run. */
export const demoImage = (version: string) =>
  `localhost/fairway-demo:${version}`;

// The real node is tainted, so that simulated pods stay off it by default.
const REAL_NODE = {
  nodeSelector: { 'fairway.dev/node': 'real' },
  tolerations: [
    {
      key: 'fairway.dev/real',
      operator: 'Equal',
      value: 'true',
      effect: 'NoSchedule',
    },
  ],
};

/** A pod template that Pod Security `restricted` admits. */
export function podTemplate(
  who: Identity,
  shape: PodShape,
  place: Place = 'simulated',
) {
  const { trouble, sidecars = {} } = shape;
  const annotations = {
    ...(trouble ? { 'fairway.dev/simulate': trouble } : {}),
    ...(Object.keys(sidecars).length > 0
      ? { 'kubectl.kubernetes.io/default-container': who.name }
      : {}),
  };
  return {
    metadata: {
      labels: labelsOf(who),
      ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
    },
    spec: {
      automountServiceAccountToken: false,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 65532,
        runAsGroup: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [
        serverContainer(who.name, shape),
        ...Object.entries(sidecars).map(([name, image]) =>
          container(name, { image, cpu: '10m', memory: '16Mi' }),
        ),
      ],
      ...(place === 'real' ? REAL_NODE : {}),
    },
  };
}

/** As `podTemplate`, for work that ends: no port, no probes. */
export function batchPodTemplate(who: Identity, shape: PodShape) {
  const template = podTemplate(who, shape);
  return {
    ...template,
    spec: {
      ...template.spec,
      restartPolicy: 'Never',
      containers: [container(who.name, shape)],
    },
  };
}

function serverContainer(name: string, shape: PodShape) {
  const probe = (path: string, periodSeconds: number) => ({
    httpGet: { path, port: 'http' },
    periodSeconds,
  });
  return {
    ...container(name, shape),
    ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    readinessProbe: probe('/readyz', 2),
    livenessProbe: probe('/healthz', 10),
  };
}

function container(name: string, { image, env = {}, cpu, memory }: PodShape) {
  return {
    name,
    image,
    imagePullPolicy: 'IfNotPresent',
    env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
    resources: {
      requests: { cpu, memory },
      // Memory that is not asked for is not there; CPU may be borrowed.
      limits: { cpu: '500m', memory },
    },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    },
  };
}
