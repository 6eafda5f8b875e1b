import type { KubernetesObject } from '@kubernetes/client-node';
import type { Answer } from './facts';
import {
  ADA,
  around,
  ask,
  autoscaler,
  candidate,
  deployment,
  ingress,
  said,
} from './testdata';

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
      "block missing-kind [route] HTTPRoute 'web': cluster dev serves no HTTPRoute (gateway.networking.k8s.io/v1), which comes with the Gateway API",
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

  it('falls back on the rules where admission cannot be tried', () => {
    const podAnswer: Answer = {
      said: 'untried',
      message: 'admission webhook "x" does not support dry run',
    };
    const lines = said([{ ...candidate(deployment()), podAnswer }], {
      around: around({ namespaceLabels: restricted }),
    });
    expect(lines).toContain(
      `confirm untried [] pods of Deployment 'web' cannot be tried: admission webhook "x" does not support dry run`,
    );
    expect(lines[0]).toMatch(/^block pod-security/);
  });

  it('says once, and in plain words, that replicas are the wrong way round', () => {
    const hpa = candidate(autoscaler(4, 2));
    const answer = refused({
      causes: [
        {
          field: 'spec.maxReplicas',
          message:
            'Invalid value: 2: must be greater than or equal to `minReplicas`',
        } as never,
      ],
    });
    expect(said([{ ...hpa, answer }])).toEqual([
      'block replicas [replicas] at least 4 replicas are more than at most 2',
    ]);
    expect(said([candidate(autoscaler(2, 2))])).toEqual([]);
  });

  it('finds a name that no namespace can have', () => {
    const namespace = `${'a'.repeat(60)}-production`;
    expect(
      said([], { around: around({ namespace, namespaceLabels: undefined }) }),
    ).toEqual([
      `block namespace [target] '${namespace}' is no name of a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends`,
    ]);
  });

  it("uses the template's own names of fields", () => {
    const { findings } = ask([candidate(ingress('X'))], {
      fieldNames: { host: 'publicName' },
    });
    expect(findings).toMatchObject([{ field: 'publicName' }]);
  });
});
