import type {
  GoldenPathParameters,
  GoldenPathShape,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { sketch, type SketchOptions } from './sketch';

const service: GoldenPathParameters = {
  kind: 'service',
  name: 'web',
  image: 'example.com/web:1',
  replicas: { min: 2, max: 4 },
  resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } },
  host: 'web.example.com',
  route: 'ingress',
};

const SHAPE: GoldenPathShape = {
  replicas: 1,
  surge: 1,
  ephemeralStorage: { requests: '64Mi', limits: '256Mi' },
  objects: [
    'config',
    'account',
    'network-policy',
    'disruption-budget',
    'secrets',
    'monitoring',
  ],
};

const kinds = (...args: Parameters<typeof sketch>) =>
  sketch(...args).map(({ kind }) => kind);

const find = (
  kind: string,
  some: Partial<GoldenPathParameters> = {},
  options: SketchOptions = {},
) =>
  sketch({ ...service, ...some }, options).find(one => one.kind === kind)?.spec;

describe('sketch', () => {
  it('makes what any service has, if nothing else is said', () => {
    expect(kinds(service)).toEqual([
      'Deployment',
      'Service',
      'HorizontalPodAutoscaler',
      'Ingress',
    ]);
    expect(find('Deployment')).toMatchObject({ replicas: 2 });
  });

  it('makes what the template makes', () => {
    expect(kinds(service, { shape: SHAPE })).toEqual([
      'Deployment',
      'Service',
      'HorizontalPodAutoscaler',
      'Ingress',
      'ConfigMap',
      'ServiceAccount',
      'NetworkPolicy',
      'PodDisruptionBudget',
    ]);
    expect(find('Deployment', {}, { shape: SHAPE })).toMatchObject({
      replicas: 1,
      strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        spec: {
          containers: [
            {
              resources: {
                requests: { cpu: '1', 'ephemeral-storage': '64Mi' },
                limits: { memory: '1Gi', 'ephemeral-storage': '256Mi' },
              },
            },
          ],
        },
      },
    });
  });

  it('is as large at a later stage as the form says', () => {
    const options = { shape: SHAPE, stage: 'production' };
    expect(find('Deployment', {}, options)).toMatchObject({ replicas: 2 });
    expect(find('HorizontalPodAutoscaler', {}, options)).toMatchObject({
      minReplicas: 2,
      maxReplicas: 4,
    });
    expect(find('HorizontalPodAutoscaler', {}, { shape: SHAPE })).toMatchObject(
      { minReplicas: 1 },
    );
  });

  it('does not hide replicas that are the wrong way round', () => {
    const replicas = { min: 4, max: 2 };
    expect(find('HorizontalPodAutoscaler', { replicas })).toMatchObject({
      minReplicas: 4,
      maxReplicas: 2,
    });
  });

  it('lets through what the form says', () => {
    const some = {
      outside: [{ cidr: '0.0.0.0/0', port: 443 }],
      callers: [{ namespace: 'shop' }, { namespace: 'pay', name: 'cart' }],
    };
    const shop = { 'kubernetes.io/metadata.name': 'shop' };
    expect(find('NetworkPolicy', some, { shape: SHAPE })).toMatchObject({
      ingress: [
        {
          from: [
            { namespaceSelector: { matchLabels: shop } },
            {
              podSelector: {
                matchLabels: { 'app.kubernetes.io/name': 'cart' },
              },
            },
          ],
        },
      ],
      egress: [
        { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443 }] },
      ],
    });
  });

  it('makes what Prometheus reads at later stages only', () => {
    const watched = { ...service, monitoring: true };
    const later = { shape: SHAPE, stage: 'staging' };
    expect(kinds(watched, { shape: SHAPE })).not.toContain('PrometheusRule');
    expect(kinds(watched, later)).toEqual(
      expect.arrayContaining(['PrometheusRule', 'ServiceMonitor']),
    );
    expect(kinds({ ...watched, kind: 'worker' }, later)).toContain(
      'PodMonitor',
    );
    expect(kinds({ ...watched, kind: 'job' }, later)).not.toContain(
      'PodMonitor',
    );
    expect(kinds(service, later)).not.toContain('PrometheusRule');
  });

  it.each([
    ['cluster', []],
    ['external-secrets', ['ExternalSecret', 'ExternalSecret']],
    ['csi', ['SecretProviderClass']],
  ] as const)('makes what makes the Secrets: %s', (secrets, expected) => {
    const env = ['one', 'two', 'two'].map((name, i) => ({
      name: `V${i}`,
      secret: { name, key: 'k' },
    }));
    const made = kinds(
      { ...service, env, secrets },
      { shape: { objects: ['secrets'] } },
    );
    expect(made.slice(4)).toEqual(expected);
    expect(
      kinds({ ...service, secrets }, { shape: { objects: ['secrets'] } }),
    ).toHaveLength(4);
  });

  it('makes the Job that migrates, and the claim that is chosen', () => {
    const shape: GoldenPathShape = { objects: ['migration', 'claim'] };
    expect(kinds(service, { shape }).slice(4)).toEqual(['Job']);
    expect(
      kinds({ ...service, infrastructure: 'crossplane' }, { shape }).slice(4),
    ).toEqual(['Job', 'PostgreSQLInstance']);
  });

  it('names the class of an Ingress', () => {
    expect(find('Ingress', { ingressClass: 'nginx' })).toMatchObject({
      ingressClassName: 'nginx',
    });
  });
});
