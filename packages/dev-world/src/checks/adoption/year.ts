import { Random } from '../preview-disorder/random.ts';
import type { Failure, Life, Path, Start, Stray, Year } from './types.ts';

const DAY = 86_400_000;
const SERVICES = 500;
const FAILED = 170;
const CANCELLED = 25;
const RUNNING = 4;

const path = (name: string, kind: Path['kind'], ...ages: number[]): Path => ({
  template: `template:default/${name}`,
  kind,
  versions: ['1.0.0', '0.9.0', '0.8.0'].map((version, i) => ({
    version,
    age: ages[i],
  })),
});

const PATHS: Path[] = [
  path('web-service', 'Deployment', 61.5, 200.5, 500),
  path('worker', 'Deployment', 31.5, 150.5, 500),
  path('scheduled-job', 'CronJob', 120.5, 260.5, 500),
  path('database-api', 'Deployment', 12.5, 95.5, 500),
];

/** What a person reads, and what may be counted of it: no name, no number. */
const FAILURES: Failure[] = [
  {
    step: 'preflight',
    message:
      "The checks against payments-dev of cluster dev found 1: resources: To start it needs 2 of requests.cpu, quota 'team' has 500m left",
    field: 'resources',
    finding: 'To start it needs … of requests.cpu, quota … has … left',
  },
  {
    step: 'preflight',
    message:
      "The checks against shop-dev of cluster dev found 2: host: 'shop.example.com' is taken by another route; resources: too much",
    field: 'host',
    finding: '… is taken by another route',
  },
  {
    step: 'gitea',
    message: 'Repository https://git.example.com/shop/anna-service exists',
    finding: 'Repository … exists',
  },
  {
    step: 'apply',
    message:
      'User backstage:default/anna may not create deployments in namespace shop',
    finding: 'User … may not create deployments in namespace …',
  },
];

/** What strays use, and how many do; what counts for nothing comes last. */
const STRAYS: Array<[number, Omit<Stray, 'cluster' | 'name'>]> = [
  [40, { namespace: 'shop', kind: 'Deployment', special: [] }],
  [23, { namespace: 'data', kind: 'StatefulSet', special: ['claim'] }],
  [11, { namespace: 'ml', kind: 'Deployment', special: ['gpu'] }],
  [9, { namespace: 'shop', kind: 'Deployment', special: ['sidecar'] }],
  [5, { namespace: 'infra', kind: 'DaemonSet', special: ['hostPath'] }],
  [17, { namespace: 'kube-system', kind: 'DaemonSet', special: [] }],
  [13, { namespace: 'shop', kind: 'StatefulSet', special: [], owned: true }],
];

/** A year of 500 services, by a seed. No moment is near to one that counts. */
export function makeYear(seed: number, end: number): Year {
  const random = new Random(seed);
  const pick = <T>(all: readonly T[]): T => all[random.below(all.length)];
  const between = (from: number, to: number) =>
    from + (random.below(10_000) / 10_000) * (to - from);
  // Never at a full day: ranges, periods and looks begin and end there.
  const age = () => random.below(364) + between(0.1, 0.9);
  const versionAt = ({ versions }: Path, days: number) =>
    versions.find(one => one.age > days)!.version;
  const starts: Start[] = [];
  const start = (
    days: number,
    its: Path,
    more: Pick<Start, 'ended'> & Partial<Start>,
  ): Start => {
    const one = {
      task: `task-${starts.length}`,
      template: its.template,
      version: versionAt(its, days),
      at: end - days * DAY,
      ...more,
    };
    starts.push(one);
    return one;
  };
  const lives = Array.from({ length: SERVICES }, (_, number) => {
    const its = pick(PATHS);
    const days = age();
    const { task, version } = start(days, its, {
      ended: 'completed',
      service: number,
    });
    return live({ number, path: its, task, days, version });
  });
  for (let i = 0; i < FAILED; i++) {
    start(age(), pick(PATHS), { ended: 'failed', failure: pick(FAILURES) });
  }
  for (let i = 0; i < CANCELLED; i++) {
    start(age(), pick(PATHS), { ended: 'cancelled' });
  }
  for (let i = 0; i < RUNNING; i++) {
    start(between(0.1, 0.3), pick(PATHS), { ended: 'processing' });
  }
  return { end, paths: PATHS, starts, lives, strays: makeStrays() };

  function live(from: {
    number: number;
    path: Path;
    task: string;
    days: number;
    version: string;
  }): Life {
    const made = end - from.days * DAY + 12_000;
    const wait = 15_000 + random.below(400) * 1000;
    const isReady = random.below(50) > 0;
    const ready = end - from.days * DAY + wait;
    const stop = random.below(3) === 0 ? lifetime(from.days) : undefined;
    const upgrades =
      stop === undefined && random.below(2) === 0
        ? from.path.versions.flatMap(one =>
            one.age < from.days && one.age > 0.5
              ? [{ at: end - (one.age - 0.25) * DAY, version: one.version }]
              : [],
          )
        : [];
    // Some stay on the version between.
    const kept = random.below(3) === 0 ? upgrades.slice(1) : upgrades;
    return {
      number: from.number,
      path: from.path,
      task: from.task,
      made,
      madeVersion: from.version,
      ...(isReady && { ready }),
      ...(stop !== undefined && { end: ready + stop * DAY }),
      upgrades: kept.sort((a, b) => a.at - b.at),
    };
  }

  /**
   * Not within two days of a day that counts, for it is looked once a day; none
   * that would end now.
   */
  function lifetime(days: number): number | undefined {
    const length = 2.2 + random.below(200) + between(0.1, 0.2);
    const isNear = [30, 90].some(day => length > day - 0.5 && length < day + 2);
    return isNear || length > days - 2.5 ? undefined : length;
  }
}

function makeStrays(): Stray[] {
  return STRAYS.flatMap(([count, stray], kind) =>
    Array.from({ length: count }, (_, i) => ({
      ...stray,
      name: `stray-${kind}-${i}`,
      cluster: i % 3 === 0 ? 'sim-b' : 'sim-a',
    })),
  );
}
