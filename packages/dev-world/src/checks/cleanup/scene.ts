import { until } from '../../world/bootstrap.ts';
import type { Held } from '../lifetime/apiProxy.ts';
import { PATIENCE, type Stage } from '../lifetime/stage.ts';
import {
  claim,
  cronJob,
  deployment,
  job,
  pod,
  statefulSet,
  volume,
} from './objects.ts';
import { Rooms } from './rooms.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Beside the default configuration, once the cap has been seen to hold. */
const NO_CAP = { APP_CONFIG_housekeeping_cap_maxPercent: '100' };
/** A namespace of nobody's, into which an administrator lets one rule. */
const OPEN = 'check-open';
const FOREIGN = 'check-foreign';

const RULES = [
  { target: 'old-pod' },
  { target: 'finished-job', namespaces: [OPEN] },
  { target: 'failed-job' },
  { target: 'unbound-claim' },
  { target: 'unmounted-claim' },
  { target: 'empty-namespace' },
];

/** How its portal is set up; all the rest is as adopters have it. */
export const CONFIGURATION = {
  APP_CONFIG_housekeeping_rules: JSON.stringify(RULES),
  APP_CONFIG_housekeeping_loop_everySeconds: '1',
  APP_CONFIG_housekeeping_loop_passTimeoutSeconds: '10',
};

/** Claims that are due together, each with a fate of its own. */
const FATES = ['doomed', 'raced', 'replaced', 'crash', 'unheard'] as const;

interface Cast {
  rooms: Rooms;
  tidy: string;
  empty: string;
  asleep: string;
  cron: string;
  began: number;
}

const pathOf = (plural: string, namespace: string, name: string) =>
  `${
    plural === 'jobs' ? '/apis/batch/v1' : '/api/v1'
  }/namespaces/${namespace}/${plural}/${name}`;
const claimPath = (namespace: string, name: string) =>
  pathOf('persistentvolumeclaims', namespace, name);

/** Stale and almost stale objects of every rule, by a clock put forward. */
export async function cleanupScene(stage: Stage): Promise<void> {
  const cast = await createCast(stage);
  await tooEarly(cast);
  await warn(cast);
  await holdByCap(cast);
  await due(cast);
  await afterwards(cast);
  await pods(cast);
  await idle(cast);
  await toTheEnd(cast);
}

async function createCast(stage: Stage): Promise<Cast> {
  const rooms = new Rooms(stage);
  const { admin } = stage;
  for (const [name, labels] of [
    [OPEN, { 'fairway.dev/housekeeping': 'true' }],
    [FOREIGN, {}],
  ] as const) {
    await admin.text('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } },
    });
  }
  const [tidy, empty, asleep, cron] = await Promise.all(
    ['tidy', 'empty', 'asleep', 'cron'].map(title => stage.sandbox(title, 60)),
  );
  await rooms.make(
    ...FATES.map(name => claim(tidy, name)),
    claim(tidy, 'renewed'),
    claim(tidy, 'wanted'),
    deployment(tidy, 'waits', { replicas: 0, claim: 'wanted' }),
    volume(tidy, 'loose'),
    claim(tidy, 'loose'),
    volume(tidy, 'data-db-3'),
    claim(tidy, 'data-db-3'),
    statefulSet(tidy, 'db'),
    pod(tidy, 'bare'),
    deployment(tidy, 'web', { replicas: 1 }),
    cronJob(cron, 'yearly'),
  );
  const jobs = {
    done: job(tidy, 'done'),
    broken: job(tidy, 'broken'),
    dated: job(tidy, 'dated', { ttlSecondsAfterFinished: 8_640_000 }),
    protected: job(tidy, 'protected'),
    orphan: job(OPEN, 'orphan'),
    foreign: job(FOREIGN, 'foreign'),
  };
  await rooms.make(...Object.values(jobs), job(tidy, 'going'));
  await rooms.end(jobs.broken, 'Failed');
  for (const key of [
    'done',
    'dated',
    'protected',
    'orphan',
    'foreign',
  ] as const) {
    await rooms.end(jobs[key], 'Complete');
  }
  await stage.change('sleep', asleep);
  const began = stage.clock.now().getTime();
  await rooms.pass();
  return { rooms, tidy, empty, asleep, cron, began };
}

async function tooEarly({ rooms, began }: Cast): Promise<void> {
  const { report } = rooms.stage;
  report.title('An hour before the first of their times is over');
  await rooms.towards(began + 3 * DAY, 1);
  const { findings } = await rooms.look();
  report.expect('nothing is found', findings.length === 0, findings);
}

async function warn(cast: Cast): Promise<void> {
  const { rooms, tidy } = cast;
  const { report, alice, platform } = rooms.stage;
  report.title('After three days: ended jobs and claims that were never bound');
  await rooms.hoursGoBy(2);
  for (const name of [...FATES, 'renewed', 'done', 'protected', 'orphan']) {
    await rooms.expectState(name, name, 'warned');
  }
  for (const name of ['wanted', 'dated', 'going', 'foreign', 'broken']) {
    report.expect(
      `${name}: not found`,
      (await rooms.state(name)) === 'none',
      await rooms.find(name),
    );
  }
  const texts = async (who: typeof alice) => {
    const { notifications } = await who.get<{
      notifications: { payload: { title: string; description: string } }[];
    }>('notifications/notifications?limit=100');
    return notifications
      .map(({ payload }) => `${payload.title}\n${payload.description}`)
      .join('\n');
  };
  const told = await texts(alice);
  report.note(told.split('\n').slice(0, 3).join(' | '));
  report.expect(
    'alice was told of hers, through Backstage’s notifications',
    [...FATES, 'done'].every(name => told.includes(`${tidy}/${name} `)),
    told,
  );
  const platformTold = await texts(platform);
  report.expect(
    'the platform team was told of what has no owner',
    platformTold.includes(`${OPEN}/orphan `) && !told.includes('orphan'),
    platformTold,
  );
  const kind = 'PersistentVolumeClaim';
  await rooms.change('renew', { kind, namespace: tidy, name: 'renewed' });
  await rooms.change('protect', {
    kind: 'Job',
    namespace: tidy,
    name: 'protected',
  });
  await rooms.expectState('renewed', 'renewed', 'renewed');
  await rooms.expectState('protected', 'protected', 'kept');
}

async function holdByCap({ rooms, tidy }: Cast): Promise<void> {
  const { report } = rooms.stage;
  report.title(`Due: ${FATES.join(', ')}, done, orphan`);
  await rooms.hoursGoBy(47);
  report.expect(
    'claims are there an hour before their notice is over',
    (await rooms.uid(claimPath(tidy, 'doomed'))) !== undefined,
  );
  await rooms.hoursGoBy(2);
  const { blocked, findings } = await rooms.look();
  report.expect(
    `the cap holds the pass back: ${blocked}`,
    blocked?.includes('housekeeping.cap.maxPercent') ?? false,
    findings,
  );
  for (const name of FATES) {
    report.expect(
      `${name}: still there`,
      (await rooms.uid(claimPath(tidy, name))) !== undefined,
    );
  }
}

/** Everything that can come between the last look and the end of a deletion. */
async function due({ rooms, tidy }: Cast): Promise<void> {
  const { stage } = rooms;
  const { report } = stage;
  const meet = (
    name: (typeof FATES)[number],
    act: (held: Held) => Promise<void>,
  ) => {
    const path = claimPath(tidy, name);
    const interception = stage.proxy.intercept(
      call => call.method === 'DELETE' && call.path.split('?')[0] === path,
    );
    return interception.first.then(async held => {
      await act(held);
      interception.cutAll();
    });
  };
  const conflict = async (name: string, held: Held) => {
    const status = await held.forward();
    held.answer();
    report.expect(
      `${name}: the API server refuses the deletion that was on its way`,
      status === 409,
      status,
    );
  };
  const scenes = [
    meet('raced', async held => {
      const namespace = tidy;
      await until(
        'the renewal',
        async () => {
          const renewed = await rooms.change('renew', {
            kind: 'PersistentVolumeClaim',
            namespace,
            name: 'raced',
          });
          return renewed.outcome === 'applied';
        },
        PATIENCE,
      );
      await conflict('raced', held);
    }),
    meet('replaced', async held => {
      const path = claimPath(tidy, 'replaced');
      await stage.admin.text('DELETE', path);
      // Not only on its way: its name has to be free.
      await until(
        'replaced to be gone',
        async () => !(await stage.admin.exists(path)),
        PATIENCE,
      );
      await rooms.make(claim(tidy, 'replaced'));
      await conflict('replaced', held);
    }),
    meet('crash', async held => {
      await held.forward();
      await stage.kill();
      report.expect(
        'crash: killed after it was deleted, before that was written down',
        (await rooms.uid(claimPath(tidy, 'crash'))) === undefined,
      );
    }),
    meet('unheard', async held => {
      await held.forward();
    }),
  ];
  const all = Promise.all(scenes);
  // What goes wrong is told when it is waited for; the world is taken down then.
  all.catch(() => undefined);
  await stage.stop();
  await stage.startUntil(all, {
    ...CONFIGURATION,
    ...NO_CAP,
  });
}

async function afterwards({ rooms, tidy }: Cast): Promise<void> {
  const { report } = rooms.stage;
  report.title('Afterwards');
  const gone = (what: string, path: string) =>
    report.expectSoon(`${what}: deleted`, () =>
      until(what, async () => !(await rooms.uid(path)), PATIENCE),
    );
  for (const name of ['doomed', 'crash', 'unheard']) {
    await gone(name, claimPath(tidy, name));
  }
  await gone('done', pathOf('jobs', tidy, 'done'));
  await gone('orphan', pathOf('jobs', OPEN, 'orphan'));
  // What nobody heard the end of is looked after when it cannot be going on.
  await rooms.hoursGoBy(0.1);
  for (const name of ['renewed', 'wanted', 'raced', 'replaced', 'loose']) {
    report.expect(
      `${name}: kept`,
      (await rooms.uid(claimPath(tidy, name))) !== undefined,
    );
  }
  for (const name of ['protected', 'dated', 'going', 'broken']) {
    report.expect(
      `${name}: kept`,
      (await rooms.uid(pathOf('jobs', tidy, name))) !== undefined,
    );
  }
  report.expect(
    'replaced: the new one is of no interest yet',
    (await rooms.state('replaced')) === 'none',
    await rooms.find('replaced'),
  );
}

async function pods({ rooms, tidy, began }: Cast): Promise<void> {
  const { report, admin } = rooms.stage;
  report.title('After seven days: pods, and jobs that failed');
  const webs = async () =>
    (
      await admin.get<{ items: { metadata: { name: string; uid: string } }[] }>(
        `/api/v1/namespaces/${tidy}/pods?labelSelector=app%3Dweb`,
      )
    ).items.map(({ metadata }) => metadata);
  const [{ name, uid }] = await webs();
  await rooms.towards(began + 7 * DAY, 1);
  report.expect(
    'an hour before: not found',
    (await rooms.state(name)) === 'none',
  );
  await rooms.hoursGoBy(2);
  await rooms.expectState('the pod of web', name, 'warned');
  await rooms.expectState('broken', 'broken', 'warned');
  await rooms.expectState('bare, which nobody would make anew', 'bare', 'kept');
  await rooms.hoursGoBy(22);
  report.expect(
    'there before their notice is over',
    (await webs()).some(one => one.uid === uid),
  );
  await rooms.hoursGoBy(3);
  await report.expectSoon('the pod of web: evicted, and made anew', () =>
    until(
      'another pod',
      async () => {
        const now = await webs();
        return now.length === 1 && now[0].uid !== uid;
      },
      PATIENCE,
    ),
  );
  await report.expectSoon('broken: deleted', () =>
    until(
      'broken',
      async () => !(await rooms.uid(pathOf('jobs', tidy, 'broken'))),
      PATIENCE,
    ),
  );
  report.expect(
    'bare: kept',
    (await rooms.uid(pathOf('pods', tidy, 'bare'))) !== undefined,
  );
}

async function idle(cast: Cast): Promise<void> {
  const { rooms, tidy, empty, asleep, cron, began } = cast;
  const { report } = rooms.stage;
  report.title('After two weeks: volumes that nothing uses, empty namespaces');
  await rooms.towards(began + 14 * DAY, 1);
  for (const name of ['loose', empty]) {
    report.expect(
      `${name}: not found an hour before`,
      (await rooms.state(name)) === 'none',
      await rooms.find(name),
    );
  }
  await rooms.hoursGoBy(2);
  await rooms.expectState('loose', 'loose', 'warned');
  await rooms.expectState('the empty namespace', empty, 'warned');
  await rooms.expectState('the one that sleeps', asleep, 'asleep');
  for (const name of ['data-db-3', cron]) {
    report.expect(`${name}: not found`, (await rooms.state(name)) === 'none');
  }
  await rooms.hoursGoBy(70);
  report.expect(
    'there before their notice is over',
    (await rooms.uid(claimPath(tidy, 'loose'))) !== undefined &&
      (await rooms.uid(`/api/v1/namespaces/${empty}`)) !== undefined,
  );
  await rooms.hoursGoBy(4);
  for (const [what, path] of [
    ['loose', claimPath(tidy, 'loose')],
    ['the empty namespace', `/api/v1/namespaces/${empty}`],
    ['replaced, after its own time', claimPath(tidy, 'replaced')],
  ]) {
    await report.expectSoon(`${what}: deleted`, () =>
      until(what, async () => !(await rooms.uid(path)), PATIENCE),
    );
  }
}

/** Renewed ones are warned of again; what is in use, asleep or others' stays. */
async function toTheEnd(cast: Cast): Promise<void> {
  const { rooms, tidy, asleep, cron, began } = cast;
  const { report } = rooms.stage;
  report.title('Renewals are over');
  await rooms.towards(began + 20 * DAY, 0);
  await report.expectSoon('renewed: deleted after a second warning', () =>
    until(
      'renewed',
      async () => {
        await rooms.hoursGoBy(12);
        return !(await rooms.uid(claimPath(tidy, 'renewed')));
      },
      PATIENCE,
    ),
  );
  const kept = {
    wanted: claimPath(tidy, 'wanted'),
    'data-db-3': claimPath(tidy, 'data-db-3'),
    protected: pathOf('jobs', tidy, 'protected'),
    dated: pathOf('jobs', tidy, 'dated'),
    going: pathOf('jobs', tidy, 'going'),
    bare: pathOf('pods', tidy, 'bare'),
    'foreign job': pathOf('jobs', FOREIGN, 'foreign'),
    'sleeping namespace': `/api/v1/namespaces/${asleep}`,
    'namespace with a CronJob': `/api/v1/namespaces/${cron}`,
    'namespace of others': `/api/v1/namespaces/${FOREIGN}`,
  };
  for (const [what, path] of Object.entries(kept)) {
    report.expect(
      `${what}: kept to the end`,
      (await rooms.uid(path)) !== undefined,
    );
  }
}
