import type {
  GOLDEN_PATH_COMPANIONS,
  GoldenPathDependency,
  GoldenPathParameters,
  GoldenPathShape,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';

type Companion = (typeof GOLDEN_PATH_COMPANIONS)[number];

/** Of the workload that they come along with. */
export interface Company {
  name: string;
  labels: Record<string, string>;
  pod: object;
  shape: GoldenPathShape;
  /** Undefined: where it runs first. */
  stage?: string;
}

const MAKERS: Record<
  Companion,
  (parameters: GoldenPathParameters, company: Company) => Manifest[]
> = {
  config: (_, { name }) => [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: `${name}-config` },
      data: { LOG_LEVEL: 'info' },
    } as Manifest,
  ],
  account: (_, { name }) => [
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name },
      automountServiceAccountToken: false,
    } as Manifest,
  ],
  'network-policy': networkPolicy,
  'disruption-budget': (_, { name, labels }) => [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name },
      spec: { maxUnavailable: 1, selector: { matchLabels: labels } },
    },
  ],
  migration: (_, { name, labels, pod }) => [
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: `${name}-migrate` },
      spec: {
        template: {
          metadata: { labels },
          spec: { ...pod, restartPolicy: 'Never' },
        },
      },
    },
  ],
  secrets: secretMakers,
  claim: ({ infrastructure }, { name }) =>
    infrastructure === 'crossplane'
      ? [
          {
            apiVersion: 'platform.example.com/v1alpha1',
            kind: 'PostgreSQLInstance',
            metadata: { name },
            spec: { parameters: { version: '17', storageGB: 10 } },
          },
        ]
      : [],
  monitoring: ({ monitoring, kind }, { name, labels, stage }) =>
    monitoring && stage !== undefined
      ? [rule(name), ...(kind === 'job' ? [] : [monitor(kind, name, labels)])]
      : [],
};

/** What a template makes beside the workload and its route, as far as it says so. */
export function companions(
  parameters: GoldenPathParameters,
  company: Company,
): Manifest[] {
  return (company.shape.objects ?? []).flatMap(one =>
    MAKERS[one](parameters, company),
  );
}

function networkPolicy(
  { dependencies = [], outside = [], callers = [] }: GoldenPathParameters,
  { name, labels }: Company,
): Manifest[] {
  return [
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name },
      spec: {
        podSelector: { matchLabels: labels },
        policyTypes: ['Ingress', 'Egress'],
        ...(callers.length > 0 && { ingress: [{ from: callers.map(peer) }] }),
        egress: [...dependencies.map(wayTo), ...outside.map(wayOut)],
      },
    },
  ];
}

function wayTo({ namespace, name, port }: GoldenPathDependency): object {
  return {
    to: [peer({ namespace, name })],
    ports: [{ protocol: 'TCP', port }],
  };
}

function wayOut({ cidr, port }: { cidr: string; port: number }): object {
  return { to: [{ ipBlock: { cidr } }], ports: [{ protocol: 'TCP', port }] };
}

function peer({ namespace, name }: { namespace: string; name?: string }) {
  return {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': namespace },
    },
    ...(name && {
      podSelector: { matchLabels: { 'app.kubernetes.io/name': name } },
    }),
  };
}

function secretMakers(
  { secrets, secretStore, env = [] }: GoldenPathParameters,
  { name }: Company,
): Manifest[] {
  const named = [...new Set(env.flatMap(({ secret }) => secret?.name ?? []))];
  if (secrets === 'external-secrets') {
    return named.map(secret => ({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: secret },
      spec: {
        secretStoreRef: secretStore,
        target: { name: secret },
        data: env.flatMap(one =>
          one.secret?.name === secret
            ? {
                secretKey: one.secret.key,
                remoteRef: { key: secret, property: one.secret.key },
              }
            : [],
        ),
      },
    }));
  }
  return secrets === 'csi' && named.length > 0
    ? [
        {
          apiVersion: 'secrets-store.csi.x-k8s.io/v1',
          kind: 'SecretProviderClass',
          metadata: { name },
          spec: { provider: 'vault', parameters: {} },
        },
      ]
    : [];
}

const PROMETHEUS = 'monitoring.coreos.com/v1';

function rule(name: string): Manifest {
  return {
    apiVersion: PROMETHEUS,
    kind: 'PrometheusRule',
    metadata: { name },
    spec: { groups: [] },
  };
}

function monitor(
  kind: GoldenPathParameters['kind'],
  name: string,
  labels: Record<string, string>,
): Manifest {
  const endpoints = [{ port: 'ops' }];
  return {
    apiVersion: PROMETHEUS,
    kind: kind === 'service' ? 'ServiceMonitor' : 'PodMonitor',
    metadata: { name },
    spec: {
      selector: { matchLabels: labels },
      ...(kind === 'service'
        ? { endpoints }
        : { podMetricsEndpoints: endpoints }),
    },
  };
}
