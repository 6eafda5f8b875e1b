import type {
  KubernetesObject,
  V1NetworkPolicy,
} from '@kubernetes/client-node';
import type { Answer, Candidate } from './facts';
import { preflight, type PreflightQuestion } from './preflight';
import { around, candidate, deployment } from './testdata';

const ADA = 'user:default/ada';

const ask = (candidates: Candidate[], more: Partial<PreflightQuestion> = {}) =>
  preflight({
    candidates,
    around: around(),
    origin: { person: ADA, run: 'task-1' },
    ...more,
  });

const said = (...args: Parameters<typeof ask>) =>
  ask(...args).findings.map(
    ({ severity, id, field, message }) =>
      `${severity} ${id} [${field ?? ''}] ${message}`,
  );

const refused = (
  some: Partial<Extract<Answer, { said: 'refused' }>>,
): Answer => ({
  said: 'refused',
  status: 422,
  reason: 'Invalid',
  message: 'invalid',
  causes: [],
  ...some,
});

const restricted = {
  'pod-security.kubernetes.io/enforce': 'restricted',
};

function existing(
  some: { manager?: string; run?: string; by?: string } = {},
): KubernetesObject {
  const { manager = 'fairway-golden-path', run, by } = some;
  return {
    metadata: {
      annotations: {
        ...(run && { 'fairway.dev/golden-path-run': run }),
        ...(by && { 'fairway.dev/created-by': by }),
      },
      managedFields: [{ manager, operation: 'Apply' }],
    },
  };
}

const ingress = (host: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'web' },
  spec: { rules: [{ host }] },
});

describe('preflight', () => {
  it('passes what nothing speaks against', () => {
    expect(ask([candidate(deployment())])).toMatchObject({ passed: true });
  });

  it.each<[string, KubernetesObject, string[]]>([
    ['made by this very run', existing({ run: 'task-1', by: ADA }), []],
    [
      'made by an earlier run of theirs',
      existing({ run: 'task-0', by: ADA }),
      [
        "confirm name-taken [name] Deployment 'web' is there already, from an earlier run of yours; it would be changed",
      ],
    ],
    [
      "made by somebody else's run",
      existing({ run: 'task-0', by: 'user:default/bob' }),
      [
        "block name-taken [name] Deployment 'web' is there already and belongs to user:default/bob; choose another name",
      ],
    ],
    [
      'made by hand',
      existing({ manager: 'kubectl', run: 'task-1', by: '' }),
      [
        "block name-taken [name] Deployment 'web' is there already and is managed by kubectl; choose another name",
      ],
    ],
  ])('knows whose an object is: %s', (_, found, expected) => {
    const object = deployment({ spec: { securityContext: {} } });
    expect(
      said([{ ...candidate(object), existing: found }]).filter(line =>
        line.includes('name-taken'),
      ),
    ).toEqual(expected);
  });

  it('finds kinds that the cluster does not serve', () => {
    const route = {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'web' },
    };
    expect(said([{ object: route }])).toEqual([
      "block missing-kind [target] HTTPRoute 'web': cluster dev serves no HTTPRoute (gateway.networking.k8s.io/v1), which comes with the Gateway API",
    ]);
  });

  it('finds objects for another namespace', () => {
    const object = {
      ...ingress('a.example.com'),
      metadata: { name: 'web', namespace: 'other' },
    };
    expect(said([candidate(object)])).toEqual([
      "block other-namespace [target] Ingress 'web' is for namespace 'other', not for 'shop-dev'",
    ]);
  });

  it('finds a namespace that is not there, and says nothing else of it', () => {
    const answer = refused({ status: 404, message: 'namespaces not found' });
    expect(
      said([{ ...candidate(ingress('a.example.com')), answer }], {
        around: around({ namespaceLabels: undefined }),
      }),
    ).toEqual([
      "block no-namespace [target] there is no namespace 'shop-dev' in cluster dev",
    ]);
  });

  it.each<[string, string, object | undefined, string[]]>([
    ['free', 'a.example.com', undefined, []],
    [
      'taken in another namespace',
      'a.example.com',
      {
        kind: 'HTTPRoute',
        namespace: 'other',
        name: 'x',
        hosts: ['A.example.com'],
      },
      [
        "block host-taken [host] host 'a.example.com' is served by HTTPRoute 'x' in other already; choose another host",
      ],
    ],
    [
      'its own from before',
      'a.example.com',
      {
        kind: 'Ingress',
        namespace: 'shop-dev',
        name: 'web',
        hosts: ['a.example.com'],
      },
      [],
    ],
    [
      'under a wildcard of others',
      'a.example.com',
      {
        kind: 'Ingress',
        namespace: 'other',
        name: 'x',
        hosts: ['*.example.com'],
      },
      [],
    ],
    [
      'no name',
      'http://a',
      undefined,
      [
        "block host [host] host 'http://a' is a URL; write the name alone, e.g. shop.example.com",
      ],
    ],
  ])('judges a host that is %s', (_, host, route, expected) => {
    expect(
      said([candidate(ingress(host))], {
        around: around({ routes: route ? [route as never] : [] }),
      }),
    ).toEqual(expected);
  });

  it.each<[string, object, string[]]>([
    [
      'the field of a cause',
      {
        causes: [
          {
            field: 'spec.template.spec.containers[0].image',
            message: 'Required value',
          },
        ],
      },
      [
        "block refused [image] Deployment 'web': spec.template.spec.containers[0].image: Required value",
      ],
    ],
    [
      'a field that is not known',
      {
        status: 400,
        message: 'strict decoding error: unknown field "spec.replcas"',
      },
      [
        `block refused [] Deployment 'web': strict decoding error: unknown field "spec.replcas"`,
      ],
    ],
    [
      'fields of others',
      {
        status: 409,
        message: 'conflict with "hpa"',
        causes: [{ field: '.spec.replicas' }],
      },
      [
        `block ownership [name] Deployment 'web': others manage .spec.replicas: conflict with "hpa"`,
      ],
    ],
    [
      'rights',
      {
        status: 403,
        reason: 'Forbidden',
        message: 'User "ada" cannot patch resource "deployments"',
      },
      [
        `block rights [target] Deployment 'web': you may not do this in shop-dev of cluster dev: User "ada" cannot patch resource "deployments"`,
      ],
    ],
  ])('translates the answer of the API server: %s', (_, some, expected) => {
    const answer = refused(some);
    const podAnswer: Answer = { said: 'accepted' };
    expect(
      said([{ ...candidate(deployment()), answer, podAnswer }], {
        around: around({ namespaceLabels: restricted }),
      }),
    ).toEqual(expected);
  });

  it('translates what admission says to a pod', () => {
    const podAnswer = refused({
      status: 403,
      reason: 'Forbidden',
      message:
        'pods "x" is forbidden: violates PodSecurity "restricted:latest"',
    });
    expect(
      said([{ ...candidate(deployment()), podAnswer }], {
        around: around({ namespaceLabels: restricted }),
      }),
    ).toEqual([
      `block pod-security [] pods of Deployment 'web': pods "x" is forbidden: violates PodSecurity "restricted:latest"`,
    ]);
  });

  it('judges Pod Security itself where no pod could be tried', () => {
    const lines = said([candidate(deployment())], {
      around: around({ namespaceLabels: restricted }),
    });
    expect(lines).not.toEqual([]);
    lines.forEach(line => expect(line).toMatch(/^block pod-security/));
  });

  it.each([
    ['example.com/w', 'confirm image-moves'],
    ['example.com/w:latest', 'confirm image-moves'],
    ['example.com/W:1', 'block image'],
  ])('judges image %s', (image, expected) => {
    expect(said([candidate(deployment({ image }))])[0]).toMatch(
      new RegExp(`^${expected} \\[image\\]`),
    );
  });

  it('finds containers outside a LimitRange where no pod could be tried', () => {
    const limitRanges = [
      {
        metadata: { name: 'team' },
        spec: {
          limits: [
            { type: 'Container', max: { cpu: '200m' }, min: { memory: '1Gi' } },
          ],
        },
      },
    ];
    expect(
      said([candidate(deployment())], {
        around: around({ limitRanges }),
      }).slice(0, 2),
    ).toEqual([
      "block limit-range [resources] Deployment 'web': container 'web' asks for more than the 200m of cpu of LimitRange 'team'",
      "block limit-range [resources] Deployment 'web': container 'web' asks for less than the 1Gi of memory of LimitRange 'team'",
    ]);
  });

  it("uses the template's own names of fields", () => {
    const { findings } = ask([candidate(ingress('X'))], {
      fieldNames: { host: 'publicName' },
    });
    expect(findings).toMatchObject([{ field: 'publicName' }]);
  });
});

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
});
