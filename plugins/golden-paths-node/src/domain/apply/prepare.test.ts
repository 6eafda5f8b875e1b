import { prepareForApply } from './prepare';

const origin = { person: 'user:default/ada', run: 'task-1' };
const object = (kind: string, some: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'web' },
  ...some,
});

describe('prepareForApply', () => {
  it('puts what is needed before what needs it', () => {
    const kinds = [
      'HTTPRoute',
      'Deployment',
      'Widget',
      'Service',
      'ConfigMap',
      'NetworkPolicy',
      'HorizontalPodAutoscaler',
    ];
    expect(
      prepareForApply(
        kinds.map(kind => object(kind)),
        { origin },
      ).map(({ kind }) => kind),
    ).toEqual([
      'NetworkPolicy',
      'ConfigMap',
      'Service',
      'Widget',
      'Deployment',
      'HorizontalPodAutoscaler',
      'HTTPRoute',
    ]);
  });

  it('says whose it is, and leaves out what only the server writes', () => {
    expect(
      prepareForApply(
        [
          object('ConfigMap', {
            metadata: {
              name: 'web',
              managedFields: [],
              annotations: {
                'config.kubernetes.io/path': 'a.yaml',
                own: 'kept',
                'fairway.dev/created-by': 'user:default/mallory',
              },
            },
            status: {},
          }),
        ],
        { origin },
      ),
    ).toEqual([
      object('ConfigMap', {
        metadata: {
          name: 'web',
          annotations: {
            own: 'kept',
            'fairway.dev/golden-path-run': 'task-1',
            'fairway.dev/created-by': 'user:default/ada',
          },
        },
      }),
    ]);
  });

  it('places pods where the platform wants them', () => {
    const [prepared] = prepareForApply(
      [
        object('Deployment', {
          apiVersion: 'apps/v1',
          spec: { template: { spec: { nodeSelector: { disk: 'ssd' } } } },
        }),
      ],
      { origin, placement: { nodeSelector: { pool: 'apps' } } },
    );
    expect(prepared).toMatchObject({
      spec: {
        template: { spec: { nodeSelector: { disk: 'ssd', pool: 'apps' } } },
      },
    });
  });

  it.each<[string, unknown[], string]>([
    ['text', ['x'], 'objects[0] is no object of Kubernetes: apiVersion'],
    [
      'no kind',
      [{ apiVersion: 'v1', metadata: { name: 'x' } }],
      'kind must be there',
    ],
    ['no name', [object('A', { metadata: {} })], 'metadata.name must be there'],
    ['twins', [object('A'), object('A')], "objects: A 'web' is there twice"],
  ])('refuses %s', (_, objects, message) => {
    expect(() => prepareForApply(objects, { origin })).toThrow(message);
  });
});
