import { bypassGroups, figures, pathFigures, spanOf } from './figures';
import { sortWorkloads, waitingIn } from './sort';
import type { Run, SeenWorkload, Service } from './types';

const NOW = new Date('2026-06-30T00:00:00.000Z');
const DAY = 86_400_000;
const daysAgo = (days: number, seconds = 0) =>
  new Date(NOW.getTime() - days * DAY + seconds * 1000).toISOString();

const run = (task: string, days: number, more: Partial<Run> = {}): Run => ({
  task,
  template: 'template:default/web',
  version: '2',
  startedAt: daysAgo(days),
  outcome: 'succeeded',
  ...more,
});

const service = (
  task: string,
  days: number,
  more: Partial<Service> & { wait?: number } = {},
): Service => {
  const { wait = 40, ...rest } = more;
  return {
    key: `task:${task}`,
    task,
    template: 'template:default/web',
    madeVersion: '2',
    version: '2',
    firstAt: daysAgo(days, 5),
    readyAt: daysAgo(days, wait),
    lastAt: daysAgo(0),
    ...rest,
  };
};

const LOOKED = NOW.getTime();
const QUARTER = spanOf('90d', NOW);

describe('figures', () => {
  it('of nothing are nothing: no share and no median is made up', () => {
    expect(
      figures({ runs: [], services: [], lookedAt: LOOKED }, QUARTER),
    ).toEqual({
      ...{ runs: 0, succeeded: 0, failed: 0, cancelled: 0, running: 0 },
      ...{ ready: 0, services: 0 },
      alive30: { of: 0, alive: 0 },
      alive90: { of: 0, alive: 0 },
    });
  });

  it('count runs of the range; one that is cancelled or goes on is no failure', () => {
    const runs = [
      run('a', 10),
      run('b', 20, { outcome: 'failed' }),
      run('c', 30, { outcome: 'cancelled' }),
      run('d', 0.1, { outcome: 'running' }),
      run('old', 91),
      run('first moment', 90),
    ];
    expect(
      figures({ runs, services: [], lookedAt: LOOKED }, QUARTER),
    ).toMatchObject({
      ...{ runs: 5, succeeded: 2, failed: 1, cancelled: 1, running: 1 },
      successRate: 2 / 3,
    });
  });

  it('tell the median of the wait, of those that became ready', () => {
    const runs = ['a', 'b', 'c', 'd'].map(task => run(task, 10));
    const services = [
      service('a', 10, { wait: 30 }),
      service('b', 10, { wait: 50 }),
      service('c', 10, { wait: 300 }),
      service('d', 10, { readyAt: undefined }),
    ];
    expect(
      figures({ runs, services, lookedAt: LOOKED }, QUARTER),
    ).toMatchObject({ ready: 3, secondsToReady: 50 });
    expect(
      figures(
        { runs, services: services.slice(0, 2), lookedAt: LOOKED },
        QUARTER,
      ).secondsToReady,
    ).toBe(40);
  });

  it('ask of what reached its 30th day in the range whether it was there', () => {
    const services = [
      service('lives', 60),
      service('lived until today', 31),
      service('died on its 10th day', 60, { lastAt: daysAgo(50) }),
      service('died on its 35th day', 60, { lastAt: daysAgo(25) }),
      service('is too young', 20),
      service('reached it before the range', 130),
      service('was never ready', 60, { readyAt: undefined }),
    ];
    const { alive30, alive90 } = figures(
      { runs: [], services, lookedAt: LOOKED },
      QUARTER,
    );
    expect(alive30).toEqual({ of: 4, alive: 3 });
    expect(alive90).toEqual({ of: 1, alive: 1 });
  });

  it('conclude nothing from looks that did not take place', () => {
    // The clusters were looked at last 5 days ago.
    const lookedAt = NOW.getTime() - 5 * DAY;
    const services = [service('a', 32, { lastAt: daysAgo(5) })];
    const { alive30, services: there } = figures(
      { runs: [], services, lookedAt },
      QUARTER,
    );
    expect(alive30).toEqual({ of: 0, alive: 0 });
    expect(there).toBe(1);
  });
});

describe('pathFigures', () => {
  const path = {
    template: 'template:default/web',
    title: 'Web',
    latest: '3',
    changelog: ['3', '2', '1'].map(version => ({ version, changes: [] })),
    lookedAt: LOOKED,
  };

  it('tell who is on the latest version, and how far others are behind', () => {
    const services = [
      service('a', 10, { version: '3' }),
      service('b', 10, { version: '2' }),
      service('c', 10, { version: '1', madeVersion: '1' }),
      service('gone', 10, { version: '1', lastAt: daysAgo(3) }),
      service('of an unknown version', 10, { version: 'x' }),
    ];
    const found = pathFigures(
      { ...path, runs: [run('a', 10)], services },
      QUARTER,
    );
    expect(found.onLatest).toBe(1);
    // It is not known of all.
    expect(found.drift).toBeUndefined();
    const known = services.filter(({ version }) => version !== 'x');
    expect(
      pathFigures({ ...path, runs: [], services: known }, QUARTER).drift,
    ).toBe(1);
    expect(
      found.versions.map(({ version, services: count, runs }) => [
        version,
        count,
        runs,
      ]),
    ).toEqual([
      ['3', 1, 0],
      ['2', 1, 1],
      ['1', 1, 0],
      ['x', 1, 0],
    ]);
  });

  it('tell where runs fail, the most frequent first', () => {
    const fails = (task: string, field: string | undefined, finding: string) =>
      run(task, 5, {
        outcome: 'failed',
        failure: { step: 'preflight', ...(field && { field }), finding },
      });
    const runs = [
      fails('a', 'host', 'is taken'),
      fails('b', 'resources', 'too much'),
      fails('c', 'resources', 'too much'),
      fails('d', undefined, 'forge down'),
    ];
    expect(
      pathFigures({ ...path, runs, services: [] }, QUARTER).failures,
    ).toEqual([
      {
        ...{ step: 'preflight', field: 'resources' },
        ...{ finding: 'too much', count: 2 },
      },
      { step: 'preflight', field: 'host', finding: 'is taken', count: 1 },
      { step: 'preflight', finding: 'forge down', count: 1 },
    ]);
  });

  it('go by periods that cover the range without a gap', () => {
    const runs = [run('a', 89.9), run('b', 0.1), run('c', 8.99)];
    const { periods } = pathFigures({ ...path, runs, services: [] }, QUARTER);
    expect(periods).toHaveLength(10);
    expect(periods.map(one => one.runs)).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0, 0, 2,
    ]);
  });
});

describe('sortWorkloads', () => {
  const seen = (more: Partial<SeenWorkload>): SeenWorkload => ({
    cluster: 'dev',
    namespace: 'shop',
    kind: 'Deployment',
    name: 'cart',
    owned: false,
    createdAt: daysAgo(3),
    uses: [],
    ...more,
  });
  const known = {
    runs: [run('t1', 3, { entityRef: 'component:default/cart' })],
    entities: [
      {
        entityRef: 'component:default/cart',
        kubernetesId: 'cart',
        template: 'template:default/web',
        version: '3',
      },
      {
        entityRef: 'component:default/old',
        kubernetesId: 'old',
        template: 'template:default/web',
        version: '1',
      },
    ],
    exclude: ['kube-*', 'infra'],
    offered: ['sidecar'],
  };
  const sort = (...workloads: SeenWorkload[]) =>
    sortWorkloads(workloads, known, daysAgo(0));

  it('knows what a run made by its annotation, and its version now by the catalog', () => {
    expect(sort(seen({ task: 't1' })).services).toMatchObject([
      { key: 'task:t1', madeVersion: '2', version: '3' },
    ]);
  });

  it('knows it by the catalog where a delivery tool applied it', () => {
    const { services } = sort(
      seen({ kubernetesId: 'cart', readyAt: daysAgo(2) }),
      seen({ kubernetesId: 'cart', name: 'b', readyAt: daysAgo(2.5) }),
    );
    expect(services).toMatchObject([
      { key: 'task:t1', readyAt: daysAgo(2.5), lastAt: daysAgo(0) },
    ]);
  });

  it('knows one whose run is no longer known by its component', () => {
    expect(sort(seen({ kubernetesId: 'old' })).services).toMatchObject([
      { key: 'component:default/old', version: '1' },
    ]);
  });

  it('asks for pods only where somebody waits for the first', () => {
    const workloads = [
      seen({ task: 't1', namespace: 'waits' }),
      seen({ kubernetesId: 'old', namespace: 'is-ready' }),
      seen({ name: 'stray', namespace: 'of-nobody' }),
      seen({ kind: 'CronJob', task: 't1', readyAt: daysAgo(1) }),
    ];
    const ready = new Set(['component:default/old']);
    expect(waitingIn(workloads, known, ready)).toEqual(new Set(['waits']));
  });

  it('counts all others as bypassed, but for systems and what operators make', () => {
    const { services, bypasses } = sort(
      seen({ name: 'a', uses: ['StatefulSet', 'sidecar'] }),
      seen({ name: 'b', task: 'of another portal' }),
      seen({ name: 'c', owned: true }),
      seen({ name: 'd', namespace: 'kube-system' }),
      seen({ name: 'e', namespace: 'infra' }),
    );
    expect(services).toEqual([]);
    expect(bypasses.map(({ name, uses }) => [name, uses])).toEqual([
      ['a', ['StatefulSet']],
      ['b', []],
    ]);
  });
});

describe('bypassGroups', () => {
  it('are by what they use, the largest first, with a few names', () => {
    const one = (name: string, uses: string[]) => ({
      ...{ cluster: 'dev', namespace: 'shop', kind: 'Deployment' },
      ...{ name, uses },
    });
    expect(
      bypassGroups([
        one('a', []),
        one('b', ['StatefulSet']),
        one('c', ['StatefulSet']),
      ]),
    ).toEqual([
      {
        uses: ['StatefulSet'],
        count: 2,
        examples: ['dev: shop/Deployment/b', 'dev: shop/Deployment/c'],
      },
      { uses: [], count: 1, examples: ['dev: shop/Deployment/a'] },
    ]);
  });
});
