import { demoImage } from './pod.ts';
import { loadTestLimits } from './namespaces.ts';
import { autoscaler, disruptionBudget, service } from './surroundings.ts';
import { deployment, type History } from './workloads.ts';
import type { TeamPart } from './types.ts';

const partOf = 'shop' as const;
const image = (name: string, version: string) =>
  `fairway-shop/${name}:${version}`;

const storefront = { name: 'storefront', partOf };
const cart = { name: 'cart', partOf };
const search = { name: 'search', partOf };
const loadGenerator = { name: 'load-generator', partOf };
// Found by its label selector, as components are that came with somebody's chart.
const products = { name: 'product-catalog', partOf, kubernetesId: null };

const storefrontHistory: History = [
  {
    cause: 'Release 1.0: opening day',
    image: demoImage('1.0'),
    env: { NAME: 'storefront', VERSION: '1.0', LOG_RATE: '1' },
    cpu: '10m',
    memory: '32Mi',
  },
  {
    cause: 'Release 1.1: dark theme',
    image: demoImage('1.1'),
    env: { VERSION: '1.1', THEME: 'dark' },
  },
  {
    cause: 'Quieter log, more memory',
    env: { LOG_LEVEL: 'info' },
    memory: '64Mi',
  },
];

const cartHistory: History = [
  {
    cause: 'Release 4.1: keep carts for a week',
    image: image('cart', '4.1.0'),
    env: { KEEP_DAYS: '7' },
    cpu: '50m',
    memory: '64Mi',
  },
  {
    cause: 'Release 4.2: vouchers',
    image: image('cart', '4.2.0'),
    env: { VOUCHERS: 'on' },
    cpu: '80m',
  },
];

const searchHistory: History = [
  {
    cause: 'Release 5.0: new index',
    image: image('search', '5.0.0'),
    env: { INDEX: 'v2' },
    cpu: '100m',
    memory: '256Mi',
  },
  {
    cause: 'Release 5.1: synonyms',
    image: image('search', '5.1.0'),
    env: { SYNONYMS: 'de,en' },
    memory: '320Mi',
  },
];

const namespace = (stage: string) => `shop-${stage}`;

export const shop: TeamPart = {
  surroundings: [
    ...loadTestLimits,
    ...['dev', 'staging', 'production'].flatMap(stage => [
      service({ ...storefront, namespace: namespace(stage) }),
      service({ ...cart, namespace: namespace(stage) }),
    ]),
    ...['dev', 'staging'].map(stage =>
      service({ ...search, namespace: namespace(stage) }),
    ),
    service({ ...products, namespace: 'shop-production' }),
    autoscaler(
      { ...storefront, namespace: 'shop-production' },
      { min: 2, max: 8 },
    ),
    disruptionBudget(
      { ...storefront, namespace: 'shop-production' },
      { maxUnavailable: 1 },
    ),
  ],

  workloads: [
    deployment(
      { ...storefront, namespace: 'shop-dev', replicas: 2, place: 'real' },
      storefrontHistory,
    ),
    deployment(
      { ...storefront, namespace: 'shop-staging', replicas: 2 },
      storefrontHistory,
    ),
    deployment(
      { ...storefront, namespace: 'shop-production', replicas: 4 },
      storefrontHistory,
    ),

    deployment({ ...cart, namespace: 'shop-dev', replicas: 1 }, cartHistory),
    deployment(
      {
        ...cart,
        namespace: 'shop-staging',
        replicas: 2,
        stuckRollout: true,
      },
      [
        ...cartHistory,
        {
          cause: 'Release 4.3: gift wrapping (image was never pushed)',
          image: image('cart', '4.3.0'),
          env: { GIFT_WRAPPING: 'on' },
          trouble: 'image-pull-failure',
        },
      ],
    ),
    deployment(
      { ...cart, namespace: 'shop-production', replicas: 3 },
      cartHistory,
    ),

    deployment({ ...search, namespace: 'shop-dev', replicas: 1 }, [
      ...searchHistory,
      {
        cause: 'Release 5.2: index is read at start',
        image: image('search', '5.2.0'),
        trouble: 'slow-start',
      },
    ]),
    // Paused with a change that waits: nothing rolls out until it is resumed.
    deployment(
      {
        ...search,
        namespace: 'shop-staging',
        replicas: 2,
        stuckRollout: true,
        spec: ({ last }) => (last ? { paused: true } : {}),
      },
      [
        ...searchHistory,
        {
          cause: 'Release 5.2: index is read at start',
          image: image('search', '5.2.0'),
        },
      ],
    ),

    deployment(
      {
        ...products,
        namespace: 'shop-production',
        replicas: 3,
        annotations: {
          'argocd.argoproj.io/tracking-id':
            'shop-production:apps/Deployment:shop-production/product-catalog',
        },
      },
      [
        {
          cause: 'Release 8.0: variants',
          image: image('product-catalog', '8.0.0'),
          env: { PAGE_SIZE: '24' },
          cpu: '100m',
          memory: '128Mi',
        },
        {
          cause: 'Release 8.1: larger pages',
          image: image('product-catalog', '8.1.0'),
          env: { PAGE_SIZE: '48' },
        },
        {
          cause: 'Release 8.2: stock levels',
          image: image('product-catalog', '8.2.0'),
          env: { STOCK: 'live' },
          cpu: '150m',
        },
      ],
    ),

    // Wants five, gets three: see the quota.
    deployment(
      {
        ...loadGenerator,
        namespace: 'shop-loadtest',
        replicas: 5,
        // Without a surge a rollout fits into the quota, too.
        spec: () => ({
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
          },
        }),
      },
      [
        {
          cause: 'Ten visitors',
          image: image('load-generator', '0.3.0'),
          env: { VISITORS: '10' },
          cpu: '100m',
          memory: '128Mi',
        },
        { cause: 'A hundred visitors', env: { VISITORS: '100' } },
        {
          cause: 'A thousand visitors, new runner',
          image: image('load-generator', '0.4.0'),
          env: { VISITORS: '1000' },
        },
      ],
    ),
  ],

  runs: [],
};
