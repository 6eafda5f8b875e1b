import { bypassGroups, figures, pathFigures, spanOf } from './figures';
import { sortWorkloads, waitingIn } from './sort';
import type { Run, SeenWorkload, Service, Sighting } from './types';

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

/** Last seen, and from when it was missed; no more than five minutes later if it says nothing. */
const seen = (days: number, missed?: number | null): Sighting => ({
  cluster: 'dev',
  lastAt: daysAgo(days),
  ...(days > 0 &&
    missed !== null && {
      missedAt: missed === undefined ? daysAgo(days, 300) : daysAgo(missed),
    }),
});

const service = (
  task: string,
  days: number,
  more: Partial<Service> & { wait?: number; gone?: number } = {},
): Service => {
  const { wait = 40, gone = 0, ...rest } = more;
  return {
    key: `task:${task}`,
    task,
    template: 'template:default/web',
    madeVersion: '2',
    version: '2',
    firstAt: daysAgo(days, 5),
    readyAt: daysAgo(days, wait),
    sightings: [seen(gone)],
    ...rest,
  };
};

const LOOKED = new Map([['dev', NOW.getTime()]]);
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
      service('died on its 10th day', 60, { gone: 50 }),
      service('died on its 35th day', 60, { gone: 25 }),
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

  it('leave out a wait that ended before it began', () => {
    const runs = [run('a', 10), run('b', 10)];
    const services = [service('a', 10, { wait: -5 }), service('b', 10)];
    expect(
      figures({ runs, services, lookedAt: LOOKED }, QUARTER),
    ).toMatchObject({ ready: 1, secondsToReady: 40 });
  });

  const alive30 = (...sightings: Sighting[]) =>
    figures(
      {
        runs: [],
        services: [service('a', 32, { sightings })],
        lookedAt: LOOKED,
      },
      QUARTER,
    ).alive30;

  // It is 32 days old: its 30th day was 2 days ago.
  it.each<[string, Sighting[], { of: number; alive: number }]>([
    ['seen since', [seen(1.5, null)], { of: 1, alive: 1 }],
    ['seen at that moment', [seen(2 - 40 / 86_400, null)], { of: 1, alive: 1 }],
    ['missed before', [seen(4, 3)], { of: 1, alive: 0 }],
    [
      'missed at that moment',
      [seen(2.5, 2 - 40 / 86_400)],
      { of: 1, alive: 0 },
    ],
    ['vanished between two looks', [seen(2.1, 1.9)], { of: 1, alive: 0 }],
    ['vanished in three days of silence', [seen(4, 1)], { of: 0, alive: 0 }],
    ['silent since', [seen(5, null)], { of: 0, alive: 0 }],
    [
      'missed in one cluster, seen in another',
      [seen(4, 3), { ...seen(1, null), cluster: 'prod' }],
      { of: 1, alive: 1 },
    ],
    [
      'missed in one cluster, and the other is silent',
      [seen(4, 3), { ...seen(4, null), cluster: 'prod' }],
      { of: 0, alive: 0 },
    ],
  ])('tell of one that was %s', (_, sightings, expected) => {
    expect(alive30(...sightings)).toEqual(expected);
  });

  it.each<[string, Array<[string, number]>, number]>([
    ['that answers', [['dev', 0]], 0],
    ['that has been silent since', [['dev', 5]], 1],
    [
      'of which another answers',
      [
        ['dev', 5],
        ['prod', 0],
      ],
      1,
    ],
    ['that never answered', [['dev', Infinity]], 1],
    ['that is no longer configured', [['prod', 0]], 0],
  ])('count what was seen 5 days ago in a cluster %s', (_, looks, expected) => {
    const lookedAt = new Map(
      looks.map(([cluster, days]) => [
        cluster,
        days === Infinity ? 0 : Date.parse(daysAgo(days)),
      ]),
    );
    const services = [service('a', 40, { sightings: [seen(5, null)] })];
    expect(figures({ runs: [], services, lookedAt }, QUARTER).services).toBe(
      expected,
    );
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
      service('gone', 10, { version: '1', gone: 3 }),
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

  it.each(['30d', '90d', '365d'] as const)(
    'go by ten periods of one length over %s',
    range => {
      const span = spanOf(range, NOW);
      const { periods } = pathFigures(
        { ...path, runs: [], services: [] },
        span,
      );
      const times = [...periods.map(({ at }) => Date.parse(at)), span.to];
      const lengths = times.slice(1).map((at, i) => at - times[i]);
      expect(lengths).toEqual(Array(10).fill(span.periodDays * DAY));
      expect(times[0]).toBe(span.from);
    },
  );
});

describe('sortWorkloads', () => {
  const workload = (more: Partial<SeenWorkload>): SeenWorkload => ({
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
    areRunsComplete: true,
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
    expect(sort(workload({ task: 't1' })).services).toMatchObject([
      { key: 'task:t1', madeVersion: '2', version: '3' },
    ]);
  });

  it('knows it by the catalog where a delivery tool applied it', () => {
    const { services } = sort(
      workload({ kubernetesId: 'cart', readyAt: daysAgo(2) }),
      workload({ kubernetesId: 'cart', name: 'b', readyAt: daysAgo(2.5) }),
    );
    expect(services).toMatchObject([{ key: 'task:t1', readyAt: daysAgo(2.5) }]);
  });

  it('knows one whose run is no longer known by its component', () => {
    expect(sort(workload({ kubernetesId: 'old' })).services).toMatchObject([
      { key: 'component:default/old', version: '1' },
    ]);
  });

  it('takes the first run that registered a component, if all runs are known', () => {
    const entityRef = 'component:default/cart';
    const runs = [
      run('later', 1, { entityRef }),
      run('first', 9, { entityRef }),
      run('between', 5, { entityRef }),
    ];
    const one = workload({ kubernetesId: 'cart' });
    const keyOf = (areRunsComplete: boolean) =>
      sortWorkloads([one], { ...known, runs, areRunsComplete }, daysAgo(0))
        .services[0].key;
    expect(keyOf(true)).toBe('task:first');
    expect(keyOf(false)).toBe(entityRef);
  });

  it('asks for pods only where somebody waits for the first', () => {
    const workloads = [
      workload({ task: 't1', namespace: 'waits' }),
      workload({ kubernetesId: 'old', namespace: 'is-ready' }),
      workload({ name: 'stray', namespace: 'of-nobody' }),
      workload({ kind: 'CronJob', task: 't1', readyAt: daysAgo(1) }),
    ];
    const ready = new Set(['component:default/old']);
    expect(waitingIn(workloads, known, ready)).toEqual(new Set(['waits']));
  });

  it('counts all others as bypassed, but for systems and what operators make', () => {
    const { services, bypasses } = sort(
      workload({ name: 'a', uses: ['StatefulSet', 'sidecar'] }),
      workload({ name: 'b', task: 'of another portal' }),
      workload({ name: 'c', owned: true }),
      workload({ name: 'd', namespace: 'kube-system' }),
      workload({ name: 'e', namespace: 'infra' }),
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
