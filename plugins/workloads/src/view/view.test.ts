import {
  someCluster,
  someContainer,
  somePod,
  someView,
  someWorkload,
} from '../testdata';
import {
  findWorkload,
  groupByNamespace,
  isCertainlyEmpty,
  shownClusters,
  workloadKey,
} from './grouping';
import { imageName, imagesLabel, shortImage } from './image';
import { logTarget } from './logTarget';
import { parseReplicas } from './replicas';

describe('groupByNamespace', () => {
  it('orders stages as a change travels, then names', () => {
    const groups = groupByNamespace(
      someCluster({
        workloads: [
          someWorkload({ namespace: 'zoo', stage: undefined }),
          someWorkload({ namespace: 'shop', stage: 'production' }),
          someWorkload({ namespace: 'shop-staging', stage: 'staging' }),
          someWorkload({ namespace: 'shop-dev', name: 'web' }),
          someWorkload({ namespace: 'shop-dev', name: 'cart' }),
        ],
      }),
    );
    expect(
      groups.map(({ namespace, workloads }) => [
        namespace,
        ...workloads.map(({ name }) => name),
      ]),
    ).toEqual([
      ['shop-dev', 'cart', 'web'],
      ['shop-staging', 'storefront'],
      ['shop', 'storefront'],
      ['zoo', 'storefront'],
    ]);
  });
});

describe('a view', () => {
  const empty = someCluster({ workloads: [] });
  const broken = someCluster({ workloads: [], state: 'unreachable' });

  it('is certainly empty only when all clusters have answered', () => {
    expect(isCertainlyEmpty(someView(empty))).toBe(true);
    expect(isCertainlyEmpty(someView())).toBe(true);
    expect(isCertainlyEmpty(someView(empty, broken))).toBe(false);
    expect(isCertainlyEmpty(someView(someCluster()))).toBe(false);
  });

  it('shows clusters that have workloads or trouble', () => {
    expect(shownClusters(someView(empty, broken, someCluster()))).toHaveLength(
      2,
    );
  });

  it('finds a workload again', () => {
    const view = someView(someCluster());
    const key = workloadKey(someWorkload());
    expect(findWorkload(view, key)?.uid).toBe('workload-1');
    expect(findWorkload(view, `${key}2`)).toBeUndefined();
    expect(findWorkload(undefined, key)).toBeUndefined();
  });
});

describe('image', () => {
  it.each([
    ['nginx', 'nginx', 'latest'],
    ['registry.example:5000/shop/web:1.4', 'web', '1.4'],
    ['registry.example:5000/shop/web', 'web', 'latest'],
    [`web@sha256:${'ab'.repeat(32)}`, 'web', 'sha256:abababababab…'],
    [`web:2@sha256:${'ab'.repeat(32)}`, 'web', '2'],
  ])('%s is %s, %s', (image, name, short) => {
    expect(imageName(image)).toBe(name);
    expect(shortImage(image)).toBe(short);
  });

  it('tells all images of a workload', () => {
    expect(imagesLabel([{ image: 'a/web:1' }, { image: 'b/proxy:2' }])).toBe(
      'web:1, proxy:2',
    );
  });
});

describe('parseReplicas', () => {
  it.each([
    ['0', 0],
    [' 12 ', 12],
    ['1000', 1000],
  ])('takes %j', (text, replicas) =>
    expect(parseReplicas(text)).toEqual({ ok: true, replicas }),
  );

  it.each([
    ['', 'replicas must be a whole number'],
    ['many', 'replicas must be a whole number'],
    ['1e3', 'replicas must be a whole number'],
    ['1.5', 'replicas must be a whole number'],
    ['-1', 'replicas must be 0 or more'],
    ['1001', 'replicas must be at most 1000'],
  ])('refuses %j: %s', (text, error) =>
    expect(parseReplicas(text)).toEqual({ ok: false, error }),
  );
});

describe('logTarget', () => {
  const fine = somePod({ name: 'a' });
  const crashed = someContainer({ hasPrevious: true, state: 'waiting' });
  const bad = somePod({ name: 'b', health: 'Degraded', containers: [crashed] });

  it('prefers a pod in trouble, unless another was picked', () => {
    expect(logTarget([fine, bad], {})?.pod.name).toBe('b');
    expect(logTarget([fine, bad], { pod: 'a' })?.pod.name).toBe('a');
    expect(logTarget([fine], { pod: 'b' })).toBeUndefined();
    expect(logTarget([], {})).toBeUndefined();
  });

  it('shows the previous container only where there was one', () => {
    expect(logTarget([bad], { previous: true })?.previous).toBe(true);
    expect(logTarget([fine], { previous: true })).toMatchObject({
      hasPrevious: false,
      previous: false,
    });
  });

  it('shows an init container while it keeps the others from starting', () => {
    const init = someContainer({
      name: 'migrate',
      init: true,
      ready: false,
      restarts: 2,
      state: 'waiting',
    });
    const waiting = somePod({
      containers: [init, someContainer({ state: 'waiting' })],
    });
    expect(logTarget([waiting], {})?.container?.name).toBe('migrate');
    const running = somePod({ containers: [init, someContainer()] });
    expect(logTarget([running], {})?.container?.name).toBe('app');
    expect(
      logTarget([running], { container: 'migrate' })?.container?.name,
    ).toBe('migrate');
  });
});
