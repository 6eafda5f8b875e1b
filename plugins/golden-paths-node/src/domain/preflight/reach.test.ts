import type { V1NetworkPolicy } from '@kubernetes/client-node';
import type { Neighbour } from './facts';
import { around, ask, candidate, deployment, grave } from './testdata';

describe('reach', () => {
  const denyAll: V1NetworkPolicy = {
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
  const allow = (to: object[], ports?: object[]): V1NetworkPolicy => ({
    spec: {
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Egress'],
      egress: [{ to, ...(ports && { ports }) } as never],
    },
  });
  const database = {
    namespace: 'data',
    labels: { app: 'postgres' },
    ports: [5432],
  };
  const inData = {
    namespaceSelector: {
      matchLabels: { 'kubernetes.io/metadata.name': 'data' },
    },
  };

  it.each<[string, V1NetworkPolicy[], boolean]>([
    ['no policy', [], true],
    [
      'a policy for ingress only',
      [{ spec: { podSelector: {}, policyTypes: ['Ingress'] } }],
      true,
    ],
    ['all shut', [denyAll], false],
    ['a rule for its namespace', [denyAll, allow([inData])], true],
    [
      'a rule for other pods there',
      [
        denyAll,
        allow([{ ...inData, podSelector: { matchLabels: { app: 'redis' } } }]),
      ],
      false,
    ],
    [
      'a rule for its pods there',
      [
        denyAll,
        allow([
          { ...inData, podSelector: { matchLabels: { app: 'postgres' } } },
        ]),
      ],
      true,
    ],
    ['a rule for its port', [denyAll, allow([inData], [{ port: 5432 }])], true],
    [
      'a rule for another port',
      [denyAll, allow([inData], [{ port: 443 }])],
      false,
    ],
    [
      'a range of ports',
      [denyAll, allow([inData], [{ port: 5000, endPort: 6000 }])],
      true,
    ],
    [
      'a rule for its own namespace',
      [denyAll, allow([{ podSelector: {} }])],
      false,
    ],
    ['a rule for everything', [denyAll, allow([])], true],
    [
      'a rule for other workloads',
      [
        denyAll,
        {
          spec: {
            ...allow([inData]).spec!,
            podSelector: { matchLabels: { app: 'other' } },
          },
        },
      ],
      false,
    ],
    [
      'namespaces by expression',
      [
        denyAll,
        allow([
          {
            namespaceSelector: {
              matchExpressions: [
                { key: 'team', operator: 'In', values: ['dba'] },
              ],
            },
          },
        ]),
      ],
      true,
    ],
    [
      'namespaces not in',
      [
        denyAll,
        allow([
          {
            namespaceSelector: {
              matchExpressions: [
                { key: 'team', operator: 'NotIn', values: ['dba'] },
              ],
            },
          },
        ]),
      ],
      false,
    ],
  ])('%s', (_, networkPolicies, mayReach) => {
    const { findings } = ask([candidate(deployment())], {
      around: around({ networkPolicies, labelsOf: { data: { team: 'dba' } } }),
      dependencies: [database],
    });
    const found = findings
      .filter(({ id }) => id === 'network')
      .map(({ severity, message }) => `${severity} ${message}`);
    const unreachable =
      "confirm Deployment 'web' needs to reach pods app=postgres in data at port 5432, but no NetworkPolicy of shop-dev lets it out";
    expect(found).toEqual(mayReach ? [] : [unreachable]);
  });

  const cart = { namespace: 'shop', name: 'cart' };
  const service = (port: number, targetPort?: number | string): Neighbour => ({
    service: {
      is: 'there',
      object: {
        metadata: { name: 'cart' },
        spec: { ports: [{ port, targetPort }] },
      },
    },
    pods: [
      {
        metadata: { labels: { 'app.kubernetes.io/name': 'cart', tier: 'one' } },
        spec: {
          containers: [
            { name: 'cart', ports: [{ name: 'http', containerPort: 8080 }] },
          ],
        },
      },
    ],
    policies: [],
  });
  const lets = (rule: object): V1NetworkPolicy[] => [
    {
      spec: {
        podSelector: { matchLabels: { tier: 'one' } },
        policyTypes: ['Ingress'],
        ingress: [rule as never],
      },
    },
  ];
  const fromNamespace = (name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
  });
  const shutIn =
    "confirm network [dependencies] Deployment 'web' needs to reach pods app.kubernetes.io/name=cart in shop at port 8080, but no NetworkPolicy of shop lets it in from shop-dev; ask its owners";
  const wrongPort =
    "confirm dependency-port [dependencies] port 80 is that of Service 'cart'; its pods listen on 8080, and a NetworkPolicy sees that one: write 8080";

  it.each<[string, number, Neighbour, string[]]>([
    ['the port of its pods', 8080, service(80, 8080), []],
    ['a port by name', 8080, service(80, 'http'), []],
    ['a port by a name that is not known', 80, service(80, 'grpc'), []],
    ['the port of its Service', 80, service(80, 8080), [wrongPort]],
    ['the port of its Service, by name', 80, service(80, 'http'), [wrongPort]],
    ['a port of both', 8080, service(8080), []],
    [
      'no port of it',
      5432,
      service(80, 8080),
      [
        "confirm dependency-port [dependencies] Service 'cart' sends nothing to port 5432 of its pods, but to 8080",
      ],
    ],
    [
      'nothing of that name',
      8080,
      { service: { is: 'absent' }, pods: [], policies: [] },
      [
        "confirm no-dependency [dependencies] there is neither a Service 'cart' nor a pod of that name in shop",
      ],
    ],
    [
      'pods of another label',
      8080,
      { ...service(80, 8080), pods: [] },
      [
        'confirm no-dependency [dependencies] no pod in shop has the label app.kubernetes.io/name=cart, by which the way to it is opened; it may have another one, or not run',
      ],
    ],
    [
      'what may not be seen',
      8080,
      { service: { is: 'unknown' }, policies: [] },
      [],
    ],
    [
      'pods that let others in',
      8080,
      {
        ...service(80, 8080),
        policies: lets({ from: [fromNamespace('gateways')] }),
      },
      [shutIn],
    ],
    [
      'pods that let in at another port',
      8080,
      {
        ...service(80, 8080),
        policies: lets({
          from: [fromNamespace('shop-dev')],
          ports: [{ port: 9090 }],
        }),
      },
      [shutIn],
    ],
    [
      'pods that let us in',
      8080,
      {
        ...service(80, 8080),
        policies: lets({
          from: [fromNamespace('gateways'), fromNamespace('shop-dev')],
          ports: [{ port: 8080 }],
        }),
      },
      [],
    ],
  ])('knows of the other side: %s', (_, port, neighbour, expected) => {
    expect(
      grave([candidate(deployment())], {
        around: around({ neighbours: [neighbour] }),
        dependencies: [{ ...cart, ports: [port] }],
      }),
    ).toEqual(expected);
  });
});
