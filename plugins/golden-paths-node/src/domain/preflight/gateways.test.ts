import type { KubernetesObject, V1IngressClass } from '@kubernetes/client-node';
import type { Sight } from './facts';
import { around, candidate, ingress, said } from './testdata';

describe('gateways', () => {
  const route = candidate({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web' },
    spec: {
      hostnames: ['shop.example.com'],
      parentRefs: [{ namespace: 'gateways', name: 'shared' }],
    },
  });
  const gateway = (...listeners: object[]): Sight<KubernetesObject> => ({
    is: 'there',
    object: { spec: { listeners } } as KubernetesObject,
  });
  const from = (namespaces: object, more: object = {}) => ({
    name: 'web',
    protocol: 'HTTP',
    allowedRoutes: { namespaces },
    ...more,
  });
  const missing =
    "block no-gateway [gateway] there is no Gateway 'shared' in namespace 'gateways' of cluster dev: nobody would be sent to HTTPRoute 'web'";
  const shut =
    "block gateway-shut [gateway] Gateway 'shared' in 'gateways' takes no routes of namespace 'shop-dev'";
  const silent =
    "block gateway-shut [gateway] Gateway 'shared' in 'gateways' has no listener for HTTP";
  const deaf = (hostname: string) =>
    `block gateway-shut [host] Gateway 'shared' in 'gateways' does not listen for host 'shop.example.com', but for ${hostname}`;

  it.each<[string, Sight<KubernetesObject>, string[]]>([
    ['absent', { is: 'absent' }, [missing]],
    ['not to be seen', { is: 'unknown' }, []],
    ['open to all', gateway(from({ from: 'All' })), []],
    ['open to its own namespace', gateway(from({})), [shut]],
    [
      'open to some, not this',
      gateway(
        from({ from: 'Selector', selector: { matchLabels: { team: 'pay' } } }),
      ),
      [shut],
    ],
    [
      'open to some, and this',
      gateway(
        from({ from: 'Selector', selector: { matchLabels: { team: 'shop' } } }),
      ),
      [],
    ],
    [
      'for other kinds',
      gateway(
        from(
          {},
          {
            allowedRoutes: {
              namespaces: { from: 'All' },
              kinds: [{ kind: 'GRPCRoute' }],
            },
          },
        ),
      ),
      [shut],
    ],
    ['for TCP', gateway(from({ from: 'All' }, { protocol: 'TCP' })), [silent]],
    ['without a listener', gateway(), [silent]],
    [
      'for hosts of the domain',
      gateway(from({ from: 'All' }, { hostname: '*.example.com' })),
      [],
    ],
    [
      'for hosts of another domain',
      gateway(from({ from: 'All' }, { hostname: '*.example.org' })),
      [deaf('*.example.org')],
    ],
    [
      'for another host',
      gateway(from({ from: 'All' }, { hostname: 'example.com' })),
      [deaf('example.com')],
    ],
  ])('%s', (_, sight, expected) => {
    expect(
      said([route], {
        around: around({
          namespaceLabels: { team: 'shop' },
          gateways: { 'gateways/shared': sight },
        }),
      }),
    ).toEqual(expected);
  });

  const ofClass = (ingressClassName?: string) => ({
    ...ingress('shop.example.com'),
    spec: { ingressClassName, rules: [{ host: 'shop.example.com' }] },
  });
  const nginx = { metadata: { name: 'nginx' } };
  const byDefault = {
    metadata: {
      name: 'traefik',
      annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
    },
  };

  it.each<[string, string | undefined, V1IngressClass[] | undefined, string[]]>(
    [
      ['a class that is there', 'nginx', [nginx], []],
      [
        'a class that is not',
        'haproxy',
        [nginx, byDefault],
        [
          "block no-ingress-class [ingressClass] there is no IngressClass 'haproxy' in cluster dev; there is: nginx, traefik",
        ],
      ],
      ['the default class', undefined, [nginx, byDefault], []],
      [
        'no default class',
        undefined,
        [],
        [
          'confirm no-ingress-class [ingressClass] no IngressClass is stated, and cluster dev has no default one: it may be that nobody serves it. There is: none',
        ],
      ],
      ['classes that may not be seen', 'nginx', undefined, []],
    ],
  )('%s', (_, wanted, ingressClasses, expected) => {
    expect(
      said([candidate(ofClass(wanted))], {
        around: around({ ingressClasses }),
      }),
    ).toEqual(expected);
  });
});
