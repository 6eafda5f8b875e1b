import type { Entity } from '@backstage/catalog-model';
import type { ServiceFacts } from '../kinds/kinds';
import type { Need } from './neededBy';
import { resolveDependencies } from './resolveDependencies';

const entity = (name: string): [string, Entity] => [
  `component:default/${name}`,
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { 'backstage.io/kubernetes-id': name } },
  },
];
const entities = new Map([
  entity('payments'),
  entity('pay.ments'),
  entity('9lives'),
]);
const need = (name: string): Need => ({
  entityRef: `component:default/${name}`,
  via: ['dependsOn'],
  givers: [`component:default/${name}`],
});
const service = (
  namespace: string,
  id: string,
  more: Partial<ServiceFacts> = {},
): ServiceFacts => ({
  uid: `${namespace}-${id}`,
  resourceVersion: '1',
  namespace,
  name: id,
  labels: { 'backstage.io/kubernetes-id': id },
  createdAt: '',
  annotations: {},
  selector: { app: id },
  ports: [{ port: 80, targetPort: 'http', protocol: 'TCP' }],
  ...more,
});
const stage = (name: string) => ({ 'fairway.dev/stage': name });
const LABELS: Record<string, Record<string, string>> = {
  dev: stage('dev'),
  staging: stage('staging'),
  live: stage('production'),
  // Before all others by its name, as is somebody else's sandbox.
  'a-preview': {
    ...stage('dev'),
    'fairway.dev/managed': 'true',
    'fairway.dev/kind': 'preview',
  },
  'bobs-sandbox': {
    ...stage('dev'),
    'fairway.dev/managed': 'true',
    'fairway.dev/kind': 'sandbox',
  },
};
const resolve = (needs: Need[], services: ServiceFacts[]) =>
  resolveDependencies(needs, entities, {
    cluster: 'main',
    namespace: 'sandbox',
    services,
    labelsOf: namespace => LABELS[namespace],
  });

describe('resolveDependencies', () => {
  it.each([
    [['live', 'staging', 'dev', 'sandbox'], 'sandbox'],
    [['live', 'staging', 'dev'], 'dev'],
    [['live', 'staging'], 'staging'],
    [['live'], undefined],
    [['a-preview', 'bobs-sandbox', 'staging'], 'staging'],
    [['a-preview', 'bobs-sandbox'], undefined],
    [['elsewhere'], undefined],
  ])('of %j takes %s', (namespaces, expected) => {
    const [{ dependency, egress }] = resolve(
      [need('payments')],
      namespaces.map(one => service(one, 'payments')),
    );
    expect(dependency.service?.namespace).toBe(expected);
    expect(egress === undefined).toBe(expected === undefined);
    expect(dependency.reason).not.toBe('');
  });

  it('gives variables, policy and page from the one Service', () => {
    expect(resolve([need('payments')], [service('dev', 'payments')])).toEqual([
      {
        dependency: {
          entityRef: 'component:default/payments',
          via: ['dependsOn'],
          status: 'resolved',
          reason: 'Service payments in dev is of stage dev',
          service: {
            namespace: 'dev',
            name: 'payments',
            host: 'payments.dev.svc',
            ports: [{ port: 80 }],
          },
          env: [
            { name: 'PAYMENTS_HOST', value: 'payments.dev.svc' },
            { name: 'PAYMENTS_PORT', value: '80' },
            { name: 'PAYMENTS_URL', value: 'http://payments.dev.svc:80' },
          ],
          reachable: 'TCP port 80 of its pods in dev',
        },
        egress: {
          to: { namespace: 'dev', podLabels: { app: 'payments' } },
          ports: ['http'],
        },
      },
    ]);
  });

  it('lets nothing through to pods that are not known', () => {
    const [{ dependency, egress }] = resolve(
      [need('payments')],
      [service('dev', 'payments', { selector: {} })],
    );
    expect(egress).toBeUndefined();
    expect(dependency.reachable).toMatch(/selects no pods/);
  });

  it('says what is missing where', () => {
    const reasons = resolve(
      [
        need('payments'),
        need('unknown'),
        { ...need('stock'), entityRef: 'api:default/stock', givers: [] },
      ],
      [],
    ).map(({ dependency }) => dependency.reason);
    expect(reasons).toEqual([
      expect.stringContaining('No Service in cluster main'),
      expect.stringContaining('says nothing of Kubernetes'),
      expect.stringContaining('The catalog does not have it'),
    ]);
  });

  it('gives no variable twice, and none that begins with a digit', () => {
    const names = resolve(
      ['payments', 'pay.ments', '9lives'].map(need),
      ['payments', 'pay.ments', '9lives'].map(id => service('dev', id)),
    ).flatMap(({ dependency }) => dependency.env.map(({ name }) => name));
    expect(new Set(names).size).toBe(names.length);
    names.forEach(name => expect(name).toMatch(/^[A-Z_][A-Z0-9_]*$/));
  });
});
