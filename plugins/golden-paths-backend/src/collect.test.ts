import { mockCredentials } from '@backstage/backend-test-utils';
import type { AdoptionView } from '@fairway-idp/backstage-plugin-fairway-common';
import request from 'supertest';
import { entitiesOf } from './__testUtils__/year/objects';
import type { Clock } from './__testUtils__/year/sources';
import { startYear } from './__testUtils__/year/startYear';
import type { Life, Start, Stray, Year } from './__testUtils__/year/types';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PATH: Year['paths'][number] = {
  template: 'template:default/web',
  kind: 'Deployment',
  versions: [{ version: '1' }],
};

describe('a collection', () => {
  const end = Date.now();
  const clock: Clock = { now: end };
  const year: Year = {
    ...{ end, paths: [PATH] },
    ...{ starts: [], lives: [], strays: [], silences: [] },
  };
  let portal: Awaited<ReturnType<typeof startYear>>;

  const start = (daysAgo: number, more: Partial<Start> = {}) =>
    year.starts.push({
      task: `task-${year.starts.length}`,
      template: PATH.template,
      version: '1',
      at: end - daysAgo * DAY,
      ended: 'failed',
      takes: MINUTE,
      ...more,
    });
  const live = (daysAgo: number, more: Partial<Life> = {}) => {
    const number = year.lives.length;
    const task = `task-${year.starts.length}`;
    start(daysAgo, { ended: 'completed', service: number });
    const made = end - daysAgo * DAY + 1_000;
    year.lives.push({
      ...{ number, path: PATH, task, made, ready: made + MINUTE },
      ...{ upgrades: [], madeVersion: '1' },
      ...more,
    });
  };
  const stray = (name: string, more: Partial<Stray> = {}) =>
    year.strays.push({
      ...{ cluster: 'sim-a', namespace: 'shop', name },
      ...{ kind: 'Deployment', special: [] },
      ...more,
    });
  const silent = (source: string, more: { page?: number } = {}) => {
    year.silences = [{ source, from: 0, to: end + DAY, ...more }];
  };
  const collect = async (daysAgo = 0) => {
    clock.now = end - daysAgo * DAY;
    await portal.adoption.collect();
  };
  const view = async (): Promise<AdoptionView> => {
    const { body } = await request(portal.backend.server)
      .get('/api/golden-paths/v1/adoption')
      .query({ range: '90d' })
      .set('Authorization', mockCredentials.user.header());
    return body;
  };
  const total = async () => (await view()).paths[0].total;

  beforeEach(async () => {
    Object.assign(year, { starts: [], lives: [], strays: [], silences: [] });
    // Entities are of all lives that a test may tell of.
    const lives = Array.from({ length: 8 }, (_, number) => ({ number }));
    portal = await startYear(
      { client: 'better-sqlite3', connection: ':memory:' },
      {
        ...{ year, clock },
        entities: entitiesOf(
          {
            ...year,
            lives: lives.map(one => ({
              ...{ ...one, path: PATH, task: '', made: 0 },
              ...{ upgrades: [], madeVersion: '1' },
            })),
          },
          '/nowhere',
        ),
      },
    );
  });

  afterEach(() => portal.backend.stop());

  it('reaches what one left out that broke off', async () => {
    for (let i = 0; i < 250; i++) {
      start(80 - i / 5);
    }
    silent('scaffolder', { page: 1 });
    await collect();
    expect((await total()).runs).toBeGreaterThan(80);
    expect((await total()).runs).toBeLessThan(110);
    expect((await view()).errors).toEqual([
      { source: 'scaffolder', message: 'scaffolder does not answer' },
    ]);
    year.silences = [];
    await collect();
    expect((await total()).runs).toBe(250);
    expect((await view()).errors).toEqual([]);
  });

  it('reaches what began while the scaffolder did not answer', async () => {
    start(80);
    await collect(79);
    for (let i = 0; i < 250; i++) {
      start(70 - i / 5);
    }
    silent('scaffolder', { page: 1 });
    await collect(10);
    await collect(9);
    year.silences = [];
    await collect(8);
    expect((await total()).runs).toBe(251);
  });

  it('learns how a run ended that is on none of the pages it reads', async () => {
    start(80, { takes: 60 * DAY });
    await collect(79);
    expect(await total()).toMatchObject({ running: 1, failed: 0 });
    for (let i = 0; i < 150; i++) {
      start(70 - i / 5);
    }
    await collect(30);
    expect(await total()).toMatchObject({ running: 1, failed: 150 });
    await collect(10);
    expect(await total()).toMatchObject({ running: 0, failed: 151 });
  });

  it('waits no longer than a day for a run that the scaffolder has lost', async () => {
    start(10, { takes: 60 * DAY });
    await collect(9.5);
    year.starts = [];
    await collect(9.2);
    expect(await total()).toMatchObject({ running: 1, cancelled: 0 });
    await collect(8);
    expect(await total()).toMatchObject({ running: 0, cancelled: 1 });
  });

  it('learns that what failed was tried again', async () => {
    const failure = (message: string) => ({ step: 'publish', message });
    live(10);
    const [first] = year.starts;
    Object.assign(first, { ended: 'failed', failure: failure('It is there') });
    // Others push it off the pages that are read again.
    for (let i = 0; i < 150; i++) {
      start(9 - i / 100, { ended: 'completed' });
    }
    await collect(7);
    expect(await total()).toMatchObject({ failed: 1, ready: 0 });
    first.triedAt = end - 6 * DAY;
    clock.now = first.triedAt;
    await portal.adoption.collect();
    expect(await total()).toMatchObject({ failed: 0, running: 1 });
    await collect(5.9);
    expect(await total()).toMatchObject({ failed: 1, running: 0 });
    // As it ended before, but for another reason.
    first.triedAt = end - 5 * DAY;
    first.failure = failure('Its owner is gone');
    await collect(4.9);
    expect((await view()).paths[0].failures).toEqual([
      { step: 'publish', finding: 'Its owner is gone', count: 1 },
    ]);
    first.triedAt = end - 4 * DAY;
    Object.assign(first, { ended: 'completed', failure: undefined });
    await collect(3.9);
    const [{ total: now, failures }] = (await view()).paths;
    // A delivery tool applied it: that it is this run's, its registration tells.
    expect(now).toMatchObject({ failed: 0, succeeded: 151, ready: 1 });
    expect(failures).toEqual([]);
  });

  it('counts a service once that was seen before its run was', async () => {
    // Its number is such that it bears no run: a delivery tool applied it.
    live(80);
    silent('scaffolder');
    await collect(79);
    expect(await total()).toMatchObject({ runs: 0, services: 1, ready: 0 });
    year.silences = [];
    await collect();
    expect(await total()).toMatchObject({
      ...{ runs: 1, services: 1, ready: 1, secondsToReady: 61 },
      alive30: { of: 1, alive: 1 },
    });
  });

  it('tells whether all clusters answered, when there is nothing without a path', async () => {
    const bypassed = async () => (await view()).bypassed;
    // Nobody has looked yet.
    expect(await bypassed()).toMatchObject({ workloads: 0, isComplete: false });
    silent('sim-b');
    await collect(3);
    expect(await bypassed()).toMatchObject({ workloads: 0, isComplete: false });
    year.silences = [];
    await collect(2);
    expect(await bypassed()).toMatchObject({ workloads: 0, isComplete: true });
    silent('sim-a');
    await collect(1);
    expect(await bypassed()).toMatchObject({ workloads: 0, isComplete: false });
    // That of the scaffolder keeps nobody from looking at clusters.
    silent('scaffolder');
    await collect();
    expect(await bypassed()).toMatchObject({ workloads: 0, isComplete: true });
  });

  it('takes away nothing of a cluster that does not answer', async () => {
    live(80);
    live(80);
    stray('odd', { cluster: 'sim-b' });
    await collect(60);
    silent('sim-b');
    await collect(10);
    const seen = await view();
    expect(seen.paths[0].total).toMatchObject({
      services: 2,
      // Of the other it is not known.
      alive30: { of: 1, alive: 1 },
    });
    expect(seen.bypassed.workloads).toBe(1);
    expect(seen.errors).toEqual([
      { source: 'sim-b', message: 'sim-b does not answer' },
    ]);
  });

  it('counts neither previews nor workspaces, and lets them keep nothing alive', async () => {
    live(80, { end: end - 20 * DAY });
    stray('copy', { namespace: 'preview', passing: 'preview', of: 0 });
    stray('desk', { namespace: 'ws', passing: 'workspace' });
    stray('server', { namespace: 'argocd' });
    await collect(79);
    await collect(21);
    await collect(19);
    const { paths, bypassed } = await view();
    expect(paths[0].total.services).toBe(0);
    expect(bypassed.workloads).toBe(0);
  });
});
