import type {
  GoldenPathParameters,
  GoldenPathShape,
  GoldenPathVariable,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { companions } from './companions';

/** Stands for what is not filled in yet, and never reaches a finding. */
const UNNAMED = 'unnamed';
const UNKNOWN_IMAGE = 'example.invalid/unknown:0';
const DEFAULT_PORT = 8080;

/** Which of the objects that a template makes are meant. @public */
export interface SketchOptions {
  /** What the template makes of a form beyond what the form says. */
  shape?: GoldenPathShape;
  /** Undefined: where it runs first. */
  stage?: string;
}

/**
 * The objects that a form as it is filled in now amounts to: enough of them for
 * the cluster to judge names, image, resources, variables, port, host and
 * schedule before the template is rendered.
 *
 * @public
 */
export function sketch(
  parameters: GoldenPathParameters,
  { shape = {}, stage }: SketchOptions = {},
): Manifest[] {
  const { kind } = parameters;
  const name = parameters.name || UNNAMED;
  const labels = { 'app.kubernetes.io/name': name };
  const pod = podSpec(parameters, name, shape);
  const parts = { name, labels, pod };
  const along = companions(parameters, { ...parts, shape, stage });
  if (kind === 'job') {
    return [cronJob(parameters, parts), ...along];
  }
  const replicas = replicasAt(parameters, { shape, stage });
  return [
    deployment(parts, { replicas, shape }),
    ...(kind === 'service' ? [service(parameters, { name, labels })] : []),
    // However they are: the wrong way round, they are refused later, too.
    ...(replicas?.max !== undefined
      ? [autoscaler(name, { min: replicas.min, max: replicas.max })]
      : []),
    ...(kind === 'service' ? route(parameters, name) : []),
    ...along,
  ];
}

/** What runs first may be smaller than what follows. */
function replicasAt(
  { replicas }: GoldenPathParameters,
  { shape = {}, stage }: SketchOptions,
): GoldenPathParameters['replicas'] {
  return replicas && stage === undefined && shape.replicas !== undefined
    ? { ...replicas, min: shape.replicas }
    : replicas;
}

interface Parts {
  name: string;
  labels: Record<string, string>;
  pod: object;
}

function podSpec(
  { image, resources, env, port, kind }: GoldenPathParameters,
  name: string,
  { ephemeralStorage }: GoldenPathShape,
): object {
  return {
    automountServiceAccountToken: false,
    securityContext: {
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    ...(kind === 'job' && { restartPolicy: 'Never' }),
    containers: [
      {
        name,
        image: image || UNKNOWN_IMAGE,
        ...(env && { env: env.map(variable) }),
        ...(kind === 'service' && {
          ports: [{ name: 'http', containerPort: port ?? DEFAULT_PORT }],
        }),
        ...(resources && {
          resources: {
            requests: {
              ...resources.requests,
              ...(ephemeralStorage && {
                'ephemeral-storage': ephemeralStorage.requests,
              }),
            },
            limits: {
              ...resources.limits,
              ...(ephemeralStorage && {
                'ephemeral-storage': ephemeralStorage.limits,
              }),
            },
          },
        }),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
      },
    ],
  };
}

function variable({ name, value, configMap, secret }: GoldenPathVariable) {
  if (secret) {
    return { name, valueFrom: { secretKeyRef: secret } };
  }
  return configMap
    ? { name, valueFrom: { configMapKeyRef: configMap } }
    : { name, value: value ?? '' };
}

function deployment(
  { name, labels, pod }: Parts,
  {
    replicas,
    shape,
  }: { replicas: GoldenPathParameters['replicas']; shape: GoldenPathShape },
): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels },
    spec: {
      replicas: replicas?.min ?? 1,
      ...(shape.surge !== undefined && {
        strategy: {
          rollingUpdate: { maxSurge: shape.surge, maxUnavailable: 0 },
        },
      }),
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
    },
  };
}

function cronJob(
  { schedule, timeZone }: GoldenPathParameters,
  { name, labels, pod }: Parts,
): Manifest {
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, labels },
    spec: {
      schedule: schedule || '@daily',
      ...(timeZone && { timeZone }),
      jobTemplate: {
        spec: { template: { metadata: { labels }, spec: pod } },
      },
    },
  };
}

function service(
  { port }: GoldenPathParameters,
  { name, labels }: Omit<Parts, 'pod'>,
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, labels },
    spec: {
      selector: labels,
      ports: [{ name: 'http', port: 80, targetPort: port ?? DEFAULT_PORT }],
    },
  };
}

function autoscaler(
  name: string,
  { min, max }: { min: number; max: number },
): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name },
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: Math.max(1, min),
      maxReplicas: max,
    },
  };
}

function route(
  { host, route: kind, gateway, ingressClass }: GoldenPathParameters,
  name: string,
): Manifest[] {
  if (!host || kind === 'none') {
    return [];
  }
  return [
    kind === 'ingress' || !gateway
      ? ingress(name, { host, ingressClass })
      : httpRoute(name, { host, gateway }),
  ];
}

function ingress(
  name: string,
  { host, ingressClass }: { host: string; ingressClass?: string },
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name },
    spec: {
      ...(ingressClass && { ingressClassName: ingressClass }),
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
  };
}

function httpRoute(
  name: string,
  options: { host: string; gateway: { namespace: string; name: string } },
): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name },
    spec: {
      hostnames: [options.host],
      parentRefs: [options.gateway],
      rules: [{ backendRefs: [{ name, port: 80 }] }],
    },
  };
}

/** Findings about what nobody has filled in yet are none. @public */
export function isFilledIn(
  parameters: GoldenPathParameters,
  field: string | undefined,
): boolean {
  if (field === 'name') {
    return Boolean(parameters.name);
  }
  return field === 'image' ? Boolean(parameters.image) : true;
}
