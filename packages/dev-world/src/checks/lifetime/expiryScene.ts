import { until } from '../../world/bootstrap.ts';
import type { Held } from './apiProxy.ts';
import { PATIENCE, type Stage } from './stage.ts';

/** Beside the default configuration, once the cap has been seen to hold. */
const NO_CAP = { APP_CONFIG_environments_cleanup_maxPercent: '100' };

/** What becomes of each sandbox; the names are their titles. */
const TITLES = [
  'doomed',
  'renewed',
  'protected',
  'raced',
  'replaced',
  'crash-before',
  'crash-after',
  'unheard',
] as const;

type Title = (typeof TITLES)[number];
type Cast = Record<Title, { name: string; uid: string }>;

/** Titles of those that are due when the time has come. */
const DUE: Title[] = [
  'doomed',
  'raced',
  'replaced',
  'crash-before',
  'crash-after',
  'unheard',
];

/** Sandboxes that expire, each with a fate of its own. */
export async function expiryScene(stage: Stage): Promise<void> {
  const cast = await createCast(stage);
  await warn(stage, cast);
  await notYet(stage, cast);
  await holdByCap(stage, cast);
  await due(stage, cast);
  await afterwards(stage, cast);
  await startAnew(stage, cast);
}

async function createCast(stage: Stage): Promise<Cast> {
  const entries: [Title, { name: string; uid: string }][] = [];
  for (const title of TITLES) {
    const name = await stage.sandbox(title);
    entries.push([title, { name, uid: (await stage.uid(name)) ?? '' }]);
  }
  return Object.fromEntries(entries) as Cast;
}

const namesOf = (cast: Cast, titles: readonly Title[]) =>
  titles.map(title => cast[title].name);

/** Titles of those that are still the ones that they were. */
async function alive(stage: Stage, cast: Cast): Promise<Title[]> {
  const found: Title[] = [];
  for (const title of TITLES) {
    const { name, uid } = cast[title];
    if ((await stage.uid(name)) === uid) {
      found.push(title);
    }
  }
  return found;
}

async function warn(stage: Stage, cast: Cast): Promise<void> {
  const { report } = stage;
  report.title('Three days before the expiry');
  await stage.towardsExpiry(cast.doomed.name, 71);
  await report.expectSoon(
    `all ${TITLES.length} were warned of, through Backstage’s notifications`,
    () => stage.untilWarned(namesOf(cast, TITLES)),
  );
  const [{ title, description }] = await stage.notifications();
  report.note(`${title}. ${description}`);
  await stage.change('renew', cast.renewed.name, { days: 14 });
  await stage.change('protect', cast.protected.name);
  const renewed = await stage.view(cast.renewed.name);
  report.expect(
    'the one that was renewed is not warned of any more',
    renewed?.warnedAt === undefined,
    renewed,
  );
}

async function notYet(stage: Stage, cast: Cast): Promise<void> {
  await stage.towardsExpiry(cast.doomed.name, 1);
  await stage.passes();
  const left = await alive(stage, cast);
  stage.report.expect(
    'an hour before the expiry all are there, 70 hours after their warning',
    left.length === TITLES.length,
    left,
  );
}

/** Six of nine at once are more likely a mistake than a wish. */
async function holdByCap(stage: Stage, cast: Cast): Promise<void> {
  const { report } = stage;
  report.title(`Due: ${DUE.join(', ')}`);
  await stage.towardsExpiry(cast.doomed.name, -1);
  await stage.passes();
  const left = await alive(stage, cast);
  report.expect(
    'no one is deleted while more are due than the cap allows',
    left.length === TITLES.length,
    left,
  );
  const text = JSON.stringify(await stage.view(cast.doomed.name));
  report.expect(
    'the portal says so',
    text.includes('environments.cleanup.maxPercent'),
    text,
  );
}

/** Everything that can come between the last look and the end of a deletion. */
async function due(stage: Stage, cast: Cast): Promise<void> {
  const { report } = stage;
  const meet = (title: Title, act: (held: Held) => Promise<void>) => {
    const path = `/api/v1/namespaces/${cast[title].name}`;
    const interception = stage.proxy.intercept(
      call => call.method === 'DELETE' && call.path.split('?')[0] === path,
    );
    return interception.first.then(async held => {
      await act(held);
      interception.cutAll();
    });
  };
  const conflict = async (title: Title, held: Held) => {
    const status = await held.forward();
    held.answer();
    report.expect(
      `${title}: the API server refuses the deletion that was on its way`,
      status === 409,
      status,
    );
  };
  const scenes = [
    meet('raced', async held => {
      // The pass may be at it before the portal answers people.
      await until(
        'the renewal',
        async () => {
          const { name } = cast.raced;
          const renewed = await stage.change('renew', name, { days: 14 });
          return renewed.outcome === 'applied';
        },
        PATIENCE,
      );
      await conflict('raced', held);
    }),
    meet('replaced', async held => {
      await replace(stage, cast.replaced.name);
      await conflict('replaced', held);
    }),
    meet('crash-before', async () => {
      await stage.kill();
      const { name, uid } = cast['crash-before'];
      report.expect(
        'crash-before: killed after it was written down, before it was deleted',
        (await stage.uid(name)) === uid,
      );
    }),
    meet('crash-after', async held => {
      await held.forward();
      await stage.kill();
      report.expect(
        'crash-after: killed after it was deleted, before that was written down',
        (await stage.uid(cast['crash-after'].name)) === undefined,
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
  await stage.startUntil(all, NO_CAP);
}

/** Deleted by somebody and made anew, with all labels and annotations as they were. */
async function replace(stage: Stage, name: string): Promise<void> {
  const { admin } = stage;
  const path = `/api/v1/namespaces/${name}`;
  const { metadata } = await admin.get<{
    metadata: { labels: object; annotations: object };
  }>(path);
  const { labels, annotations } = metadata;
  await admin.text('DELETE', path);
  await until(`${name} to be gone`, async () => !(await admin.exists(path)));
  await admin.text('POST', '/api/v1/namespaces', {
    body: {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels, annotations },
    },
  });
}

async function afterwards(stage: Stage, cast: Cast): Promise<void> {
  const { report } = stage;
  report.title('Afterwards');
  for (const title of ['doomed', 'crash-before', 'crash-after'] as const) {
    await report.expectSoon(`${title}: deleted`, () =>
      stage.untilGone(cast[title].name),
    );
  }
  await stage.untilGone(cast.unheard.name);
  // What nobody heard the end of is looked after when it cannot be going on.
  stage.clock.forward(0.1);
  await stage.passes();
  const left = await alive(stage, cast);
  report.expect(
    'kept: renewed, protected, and the one that was renewed while its deletion was on its way',
    left.join() === 'renewed,protected,raced',
    left,
  );
  const replaced = await stage.uid(cast.replaced.name);
  report.expect(
    'kept: the one that was made anew under the same name',
    replaced !== undefined && replaced !== cast.replaced.uid,
    replaced,
  );
}

/** Warnings count for one namespace and one expiry, never for a name. */
async function startAnew(stage: Stage, cast: Cast): Promise<void> {
  const { report } = stage;
  report.title('All anew');
  const { name } = cast.replaced;
  await report.expectSoon(
    'replaced: it is warned of as if it were the first time',
    () => stage.untilWarned([name]),
  );
  stage.clock.forward(47);
  await stage.passes();
  report.expect(
    'replaced: it is there 47 hours after that warning, though long expired',
    (await stage.uid(name)) !== undefined,
  );
  stage.clock.forward(1.5);
  await report.expectSoon('replaced: deleted after the full notice', () =>
    stage.untilGone(name),
  );
  await until(
    'the old one to be gone',
    async () => !(await stage.namespace(cast.doomed.name)),
    PATIENCE,
  );
  const again = await stage.sandbox('doomed');
  const view = await stage.view(again);
  report.expect(
    'doomed: made again under the same name, it has no warning and two weeks',
    again === cast.doomed.name && view?.warnedAt === undefined,
    view,
  );
  await secondWarnings(stage, cast);
}

/** The one that was renewed, and the one that was made again, expire in their turn. */
async function secondWarnings(stage: Stage, cast: Cast): Promise<void> {
  const { report } = stage;
  for (const title of ['renewed', 'doomed'] as const) {
    const { name } = cast[title];
    await stage.towardsExpiry(name, 71);
    await report.expectSoon(
      `${title}: warned of again, of its new expiry`,
      () => stage.untilWarned([name]),
    );
    await stage.towardsExpiry(name, 1);
    await stage.passes();
    report.expect(
      `${title}: there an hour before it expires`,
      (await stage.uid(name)) !== undefined,
    );
    await stage.towardsExpiry(name, -1);
    await report.expectSoon(`${title}: deleted after the full notice`, () =>
      stage.untilGone(name),
    );
  }
  report.expect(
    'protected: kept to the end',
    (await stage.uid(cast.protected.name)) === cast.protected.uid,
  );
}
