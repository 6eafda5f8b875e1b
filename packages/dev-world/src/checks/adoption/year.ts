import { Random } from '../preview-disorder/random.ts';
import { seenIn } from './seen.ts';
import type {
  Failure,
  Life,
  Path,
  Silence,
  Start,
  Stray,
  Year,
} from './types.ts';

const DAY = 86_400_000;
const SERVICES = 500;
const FAILED = 170;
const CANCELLED = 25;
const RUNNING = 4;
/** Milliseconds that most runs take, and some that wait for somebody. */
const TAKES = { most: 30_000, some: 70 * DAY };
/** Days for which one cluster has been silent at the end. */
const SILENT_NOW = 3;

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
  [4, { namespace: 'argocd', kind: 'StatefulSet', special: [] }],
  [
    7,
    {
      ...{ namespace: 'preview-shop-7', kind: 'Deployment', special: [] },
      passing: 'preview',
    },
  ],
  [
    6,
    {
      ...{ namespace: 'ws-anna', kind: 'Deployment', special: [] },
      passing: 'workspace',
    },
  ],
];
/** Services that are gone and of which a preview is left. */
const PREVIEWS_LEFT = 5;

/** Ages in days at which ranges and their periods begin. */
const BOUNDARIES = [3, 27, 30, 36.5, 81, 90, 328.5, 365];

/**
 * When sources did not answer. The scaffolder did not for the first two months, nor
 * for two and a half in between, and broke off on its second page when it did again;
 * a cluster did not for three days twice, and does not now.
 */
const silences = (end: number): Silence[] => {
  // From just after one day's look until that of another.
  const between = (first: number, last: number) => ({
    from: end - first * DAY + 1,
    to: end - last * DAY,
  });
  return [
    { source: 'scaffolder', from: 0, to: end - 300 * DAY },
    { source: 'scaffolder', ...between(301, 298), page: 1 },
    { source: 'scaffolder', ...between(190, 115) },
    { source: 'scaffolder', ...between(116, 113), page: 1 },
    { source: 'sim-b', ...between(244, 240) },
    { source: 'sim-b', ...between(154, 150) },
    { source: 'sim-b', from: end - SILENT_NOW * DAY + 1, to: end + DAY },
  ];
};

/**
 * A year of 500 services, by a seed. No moment is near to one that counts, unless
 * `exact` is asked for: then many are at just such a one, for a page that is read as of
 * the very end.
 */
export function makeYear(
  seed: number,
  end: number,
  { exact = false }: { exact?: boolean } = {},
): Year {
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
      at: Math.round(end - days * DAY),
      takes: TAKES.most,
      ...more,
    };
    starts.push(one);
    return one;
  };
  const lives = Array.from({ length: SERVICES }, (_, number) => {
    const its = pick(PATHS);
    const days = bornAt(number, its);
    const { task, version } = start(days, its, {
      ended: 'completed',
      service: number,
    });
    return live({ number, path: its, task, days, version });
  });
  addSilent();
  if (exact) {
    addExact();
  }
  for (let i = 0; i < FAILED; i++) {
    const days = age();
    start(days, pick(PATHS), {
      ended: 'failed',
      failure: pick(FAILURES),
      // It is on none of the pages any more when it ends.
      ...(i % 6 === 0 && days > 75 && { takes: TAKES.some }),
    });
  }
  for (let i = 0; i < CANCELLED; i++) {
    start(age(), pick(PATHS), { ended: 'cancelled' });
  }
  for (let i = 0; i < RUNNING; i++) {
    start(between(0.1, 0.3), pick(PATHS), { ended: 'processing' });
  }
  const gone = lives.filter(one => one.end !== undefined);
  return {
    ...{ end, paths: PATHS, starts, lives },
    strays: [...makeStrays(), ...gone.slice(0, PREVIEWS_LEFT).map(previewOf)],
    silences: silences(end),
  };

  /** Runs that began, and services that were ready, at the moments that count. */
  function addExact(): void {
    for (const days of BOUNDARIES) {
      start(days, pick(PATHS), { ended: 'completed' });
      start(days + 1 / DAY, pick(PATHS), { ended: 'cancelled' });
      start(days - 1 / DAY, pick(PATHS), { ended: 'cancelled' });
    }
    // They reach their 30th and 90th day as the ranges begin, and as they end.
    for (const days of [30, 60, 90, 120, 180]) {
      for (const its of PATHS.filter(one => one.kind === 'Deployment')) {
        const { task, version } = start(days + 1 / 1440, its, {
          ended: 'completed',
          service: lives.length,
        });
        const number = lives.length;
        lives.push({
          ...live({ number, path: its, task, days, version }),
          ready: end - days * DAY,
          made: end - days * DAY - 30_000,
          end: undefined,
        });
      }
    }
  }

  function live(from: {
    number: number;
    path: Path;
    task: string;
    days: number;
    version: string;
  }): Life {
    const born = Math.round(end - from.days * DAY);
    const made = born + 12_000;
    const wait = 15_000 + random.below(400) * 1000;
    const isReady = random.below(50) > 0;
    const ready = born + wait;
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

  /** Of a job that is made in a silence the first run that succeeds is seen by nobody. */
  function bornAt(number: number, its: Path): number {
    for (;;) {
      const days = age();
      const isUnseen = silences(end).some(
        one =>
          its.kind === 'CronJob' &&
          seenIn(number) === one.source &&
          end - days * DAY > one.from &&
          end - days * DAY < one.to,
      );
      if (!isUnseen) {
        return days;
      }
    }
  }

  /**
   * Services of the cluster that was silent, whose 30th day was in that silence: they
   * went before it, in it before that day, in it after that day, or later, or live.
   */
  function addSilent(): void {
    const stops = [25, 29.2, 31, 40, undefined];
    for (const stop of [...stops, ...stops, ...stops, ...stops]) {
      endIn(242, stop);
      endIn(152, stop);
    }
  }

  function endIn(silentAt: number, stop: number | undefined): void {
    if (seenIn(lives.length) === 'sim-a') {
      lives.push(filler(lives.length));
    }
    const [its] = PATHS;
    const number = lives.length;
    const days = silentAt + 30 + 0.3;
    const { task, version } = start(days, its, {
      ended: 'completed',
      service: number,
    });
    const life = live({ number, path: its, task, days, version });
    const ready = life.made + 20_000;
    lives.push({
      ...life,
      ...{ ready, upgrades: [] },
      end: stop === undefined ? undefined : ready + stop * DAY,
    });
  }

  /** One of the other cluster, so that numbers go on. */
  function filler(number: number): Life {
    const its = PATHS[1];
    const days = age();
    const { task, version } = start(days, its, {
      ended: 'completed',
      service: number,
    });
    return live({ number, path: its, task, days, version });
  }

  /**
   * Not within two days of a day that counts, for it is looked once a day; none
   * that would end now.
   */
  function lifetime(days: number): number | undefined {
    const length = 2.2 + random.below(200) + between(0.1, 0.2);
    const isNear = [30, 90].some(day => length > day - 0.5 && length < day + 2);
    return isNear || length > days - 2.5 - SILENT_NOW ? undefined : length;
  }
}

/** It bears the names of what it is a preview of, and does not keep it alive. */
function previewOf({ number }: Life): Stray {
  return {
    cluster: seenIn(number),
    namespace: `preview-service-${number}`,
    name: `service-${number}`,
    ...{ kind: 'Deployment', special: [], passing: 'preview', of: number },
  };
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
