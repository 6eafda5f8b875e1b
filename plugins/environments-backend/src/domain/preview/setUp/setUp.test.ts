import type { Entity } from '@backstage/catalog-model';
import { groupComponents } from './source';
import { setUpOf } from './setUp';

const component = (
  annotations: Record<string, string>,
  more: { name?: string; owner?: string } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: more.name ?? 'web', namespace: 'default', annotations },
  spec: { owner: more.owner ?? 'shop' },
});
const PATH = { 'fairway.dev/preview-path': 'deploy' };
const at = (url: string) => ({ 'backstage.io/source-location': url });

describe('setUpOf', () => {
  const url = 'url:https://git.example.com/shop/web/';
  const all = {
    hosts: ['git.example.com'],
    hasCluster: true,
    trustedLocations: [],
  };

  it.each([
    ['no-path', at(url), all],
    ['no-repository', PATH, all],
    ['no-forge', { ...PATH, ...at(url) }, { ...all, hosts: [] }],
    ['no-cluster', { ...PATH, ...at(url) }, { ...all, hasCluster: false }],
    [
      'no-repository',
      {
        ...PATH,
        ...at(url),
        'backstage.io/managed-by-location':
          'url:https://git.example.com/mine/evil/src/branch/main/a.yaml',
      },
      all,
    ],
    ['ready', { ...PATH, ...at(url) }, all],
  ])('says %s', (state, annotations, means) => {
    expect(setUpOf(component(annotations), means)).toMatchObject({ state });
  });
});

describe('groupComponents', () => {
  it('puts components of one repository together, by reference', () => {
    const location = at('url:https://git.example.com/shop/mono/');
    const groups = groupComponents(
      [
        component({ ...PATH, ...location }, { name: 'web' }),
        component(
          {
            ...location,
            'fairway.dev/preview-path': './api/deploy/',
            'fairway.dev/preview-tier': 'm',
            'fairway.dev/helm-values': 'api/values.yaml, ./api/dev.yaml,',
          },
          { name: 'api', owner: 'user:default/alice' },
        ),
        component({ ...location }, { name: 'docs' }),
        component(PATH, { name: 'nowhere' }),
        component(
          {
            ...PATH,
            ...location,
            'backstage.io/managed-by-location':
              'url:https://git.example.com/mine/evil/src/branch/main/a.yaml',
          },
          { name: 'stranger' },
        ),
      ],
      [],
    );
    expect(groups).toEqual([
      {
        host: 'git.example.com',
        repository: 'shop/mono',
        components: [
          {
            ref: 'component:default/api',
            name: 'api',
            path: 'api/deploy',
            valuesFiles: ['api/values.yaml', 'api/dev.yaml'],
            owner: 'user:default/alice',
            tier: 'm',
          },
          {
            ref: 'component:default/web',
            name: 'web',
            path: 'deploy',
            owner: 'group:default/shop',
          },
        ],
      },
    ]);
  });

  it.each(['component:default/x', ':::', ''])(
    'takes %s for no owner',
    owner => {
      const [{ components }] = groupComponents(
        [component({ ...PATH, ...at('url:https://a.b/c/d') }, { owner })],
        [],
      );
      expect(components[0].owner).toBeUndefined();
    },
  );
});
