import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { testDatabaseIds } from '@fairway-idp/backstage-plugin-fairway-node/testUtils';
import type { Campaign } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Bypass, Run, Service } from '../domain/adoption/types';
import { AdoptionStore } from './AdoptionStore';
import { CampaignStore } from './CampaignStore';
import { ClaimStore } from './ClaimStore';
import { openDatabase } from './migrate';
import { NoticeStore } from './NoticeStore';
import { PullRequestStore } from './PullRequestStore';
import { SourceStore } from './SourceStore';
import { UpgradeStore } from './UpgradeStore';

jest.setTimeout(60_000);

const AT = '2026-02-01T00:00:00.000Z';
const LATER = '2026-02-02T00:00:00.000Z';

const RUN: Run = {
  task: 't',
  template: 'template:default/web',
  version: '1',
  startedAt: AT,
  outcome: 'running',
};

const SERVICE: Service = {
  key: 'task:t',
  task: 't',
  template: 'template:default/web',
  madeVersion: '1',
  version: '1',
  firstAt: AT,
  sightings: [{ cluster: 'dev', lastAt: AT }],
};

/** A look at a cluster that finds these. */
const lookAt = (
  cluster: string,
  at: string,
  services: Array<Partial<Service>> = [],
  bypasses: Bypass[] = [],
) => ({
  ...{ cluster, at, bypasses },
  services: services.map(one => ({
    ...SERVICE,
    sightings: [{ cluster, lastAt: at }],
    ...one,
  })),
  runs: new Map<string, Run>(),
});

const databases = TestDatabases.create({
  ids: testDatabaseIds(),
  disableDocker: true,
});

describe.each(databases.eachSupportedId())('the stores on %p', id => {
  async function open() {
    const knex = await databases.init(id);
    return openDatabase(mockServices.database({ knex }));
  }

  it('keep a run as it was seen last', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    await store.putRuns([RUN]);
    expect(await store.runsOf(['t', 'u'])).toEqual(new Map([['t', RUN]]));
    const ended: Run = {
      ...RUN,
      outcome: 'failed',
      endedAt: LATER,
      failure: { step: 'preflight', field: 'host', finding: 'is taken' },
      entityRef: 'component:default/web',
    };
    await store.putRuns([ended]);
    expect(await store.runs()).toEqual([ended]);
    expect(await store.runsOf(['t', 'u'])).toEqual(new Map([['t', ended]]));
    // Somebody had it tried again.
    await store.putRuns([RUN]);
    expect(await store.runs()).toEqual([RUN]);
  });

  it('know which runs go on, which began since, and of which templates', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    const ended: Run = { ...RUN, task: 'u', outcome: 'cancelled' };
    const later = { ...ended, task: 'v', startedAt: LATER, template: 'x' };
    const failed: Run = {
      ...ended,
      ...{ task: 'w', outcome: 'failed', endedAt: LATER },
      failure: { step: 'publish', finding: 'is there' },
    };
    const succeeded: Run = { ...later, task: 'x', outcome: 'succeeded' };
    await store.putRuns([RUN, ended, later, failed, succeeded]);
    expect(await store.unsettled({ since: LATER })).toEqual([
      RUN,
      later,
      failed,
    ]);
    expect(await store.runs({ since: LATER })).toEqual([later, succeeded]);
    expect((await store.templates()).sort()).toEqual([RUN.template, 'x']);
  });

  it('write down what is too long for a column, or no text to a database', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    const version = `1\u0000${'x'.repeat(1000)}`;
    await store.putRuns([{ ...RUN, version }]);
    await store.putLook(lookAt('dev', AT, [{ version, madeVersion: version }]));
    const cut = `1 ${'x'.repeat(253)}`;
    expect(await store.runs()).toMatchObject([{ version: cut }]);
    expect(await store.services()).toMatchObject([
      { version: cut, madeVersion: cut },
    ]);
  });

  it('keep the first time that a service was ready, and the last that each cluster had it', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    await store.putLook(lookAt('dev', AT, [{}]));
    await store.putLook(lookAt('prod', AT, [{}]));
    await store.putLook(
      lookAt('dev', LATER, [{ readyAt: LATER, version: '2' }]),
    );
    await store.putLook(lookAt('prod', LATER, []));
    await store.putLook(
      lookAt('prod', '2026-02-03T00:00:00.000Z', [
        { key: 'other', task: undefined },
      ]),
    );
    const known = {
      ...{ ...SERVICE, version: '2', readyAt: LATER },
      sightings: [
        { cluster: 'dev', lastAt: LATER },
        { cluster: 'prod', lastAt: AT, missedAt: LATER },
      ],
    };
    const find = async () =>
      (await store.services()).find(({ key }) => key === SERVICE.key);
    expect(await find()).toEqual(known);
    // It comes back, and was ready earlier than was known.
    const back = '2026-02-04T00:00:00.000Z';
    await store.putLook(lookAt('prod', back, [{ version: '2', readyAt: AT }]));
    expect(await find()).toEqual({
      ...known,
      readyAt: AT,
      sightings: [known.sightings[0], { cluster: 'prod', lastAt: back }],
    });
  });

  it('fold what was known by its component into what its run made', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    const entityRef = 'component:default/web';
    const byComponent = {
      ...{ key: entityRef, task: undefined, madeVersion: '0', readyAt: AT },
      firstAt: '2026-01-31T00:00:00.000Z',
    };
    await store.putLook(lookAt('dev', AT, [byComponent]));
    await store.putLook(lookAt('prod', LATER, [{ readyAt: LATER }]));
    await store.putLook({
      ...lookAt('dev', LATER),
      runs: new Map([[entityRef, { ...RUN, entityRef }]]),
    });
    expect(await store.services()).toEqual([
      {
        ...SERVICE,
        ...{ readyAt: AT, firstAt: byComponent.firstAt },
        sightings: [
          { cluster: 'dev', lastAt: AT, missedAt: LATER },
          { cluster: 'prod', lastAt: LATER },
        ],
      },
    ]);
  });

  it('take many at once', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    const many = Array.from({ length: 700 }, (_, i) => i);
    await store.putRuns(many.map(i => ({ ...RUN, task: `t${i}` })));
    await store.putLook(
      lookAt(
        'dev',
        AT,
        many.map(i => ({ key: `k${i}` })),
      ),
    );
    expect(await store.runs()).toHaveLength(700);
    expect(await store.services()).toHaveLength(700);
  });

  it('keep what came by no path as of the last look at each cluster', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    const one = (cluster: string, name: string) => ({
      ...{ cluster, namespace: 'shop', kind: 'Deployment', name },
      uses: ['sidecar'],
    });
    await store.putLook(
      lookAt('dev', AT, [], [one('dev', 'a'), one('dev', 'b')]),
    );
    await store.putLook(lookAt('prod', AT, [], [one('prod', 'a')]));
    await store.putLook(lookAt('dev', LATER, [], [one('dev', 'c')]));
    expect(await store.bypasses()).toEqual([one('dev', 'c'), one('prod', 'a')]);
    await store.keepSources(['prod', 'new']);
    expect(await store.bypasses()).toEqual([one('prod', 'a')]);
    expect(await store.looks()).toEqual([
      { source: 'prod', lookedAt: AT },
      { source: 'new' },
    ]);
  });

  it('keep when a source answered last, however often it fails since', async () => {
    const store = AdoptionStore.create({ knex: await open() });
    const look = { source: 'dev', at: AT };
    await store.noteLook({ ...look, message: 'down' });
    expect(await store.looks()).toEqual([
      { source: 'dev', failedAt: AT, message: 'down' },
    ]);
    await store.noteLook(look);
    await store.noteLook({ ...look, at: LATER, message: 'down' });
    expect(await store.looks()).toEqual([
      { source: 'dev', lookedAt: AT, failedAt: LATER, message: 'down' },
    ]);
    await store.noteLook({ ...look, at: LATER });
    expect(await store.looks()).toEqual([{ source: 'dev', lookedAt: LATER }]);
  });

  it('keep every source of a template, once', async () => {
    const store = SourceStore.create({ knex: await open() });
    const source = {
      template: 'template:default/web',
      version: '1',
      digest: 'a',
      entity: { metadata: { name: 'web' } } as never,
      files: [{ path: 'a', base64Content: 'YQ==' }],
    };
    await store.keep(source, new Date(AT));
    await store.keep(source, new Date(LATER));
    await store.keep({ ...source, digest: 'b', files: [] }, new Date(LATER));
    const find = async (version: string) => {
      const found = [];
      for await (const one of store.of(source.template, version)) {
        found.push(one);
      }
      return found;
    };
    const found = await find('1');
    expect(found.map(({ digest }) => digest)).toEqual(['b', 'a']);
    expect(found[1]).toEqual(source);
    expect(await find('2')).toEqual([]);
    // However often a template was changed under the same version.
    for (let i = 0; i < 30; i++) {
      const seen = new Date(Date.parse(LATER) + 1000 * (i + 1));
      await store.keep({ ...source, digest: `later-${i}` }, seen);
    }
    expect((await find('1')).at(-1)).toEqual(source);
  });

  it('know what was written to a branch, and who was told of what', async () => {
    const knex = await open();
    const upgrades = UpgradeStore.create({ knex });
    const key = { host: 'h', repository: '7', branch: 'b' };
    const row = {
      ...key,
      head: '1',
      base: '2',
      source: 's',
      conflicts: 3,
      parameters: null,
    };
    expect(await upgrades.get(key)).toBeUndefined();
    await upgrades.set(row);
    const again = { ...row, head: '4', parameters: '{"a":1}' };
    await upgrades.set(again);
    expect(await upgrades.get(key)).toEqual(again);
    expect(await upgrades.list(key)).toEqual([again]);
    expect(await upgrades.list({ ...key, host: 'i' })).toEqual([]);
    const notices = NoticeStore.create({ knex });
    await notices.add('component:default/a', '1', new Date(AT));
    await notices.add('component:default/a', '1', new Date(LATER));
    expect(await notices.has('component:default/a', '1')).toBe(true);
    expect(await notices.has('component:default/a', '2')).toBe(false);
  });

  it('let one at a time have a repository, until it crashed', async () => {
    const store = ClaimStore.create({ knex: await open() });
    const claim = { host: 'h', repository: '7' };
    const when = { at: new Date(AT), stale: new Date(0) };
    const taken = await Promise.all(
      Array.from({ length: 8 }, () => store.take(claim, when)),
    );
    const [holder, ...more] = taken.filter(one => one !== undefined);
    expect(holder).toBeDefined();
    expect(more).toEqual([]);
    expect(await store.take({ ...claim, repository: '8' }, when)).toBeDefined();
    // Who has lost it releases nobody else's.
    const late = { at: new Date(LATER), stale: new Date(LATER) };
    const other = await store.take(claim, late);
    expect(other).toBeDefined();
    await store.release(claim, holder!);
    expect(await store.take(claim, when)).toBeUndefined();
    await store.release(claim, other!);
    expect(await store.take(claim, when)).toBeDefined();
  });

  it('keep how far a campaign is', async () => {
    const store = CampaignStore.create({ knex: await open() });
    const campaign = {
      ...{ id: 'c', template: 'template:default/web', version: '2' },
      ...{ state: 'running' as const, createdAt: AT, perMinute: 6 },
      items: Array.from({ length: 400 }, (_, i) => ({
        entityRef: `component:default/${String(i).padStart(3, '0')}`,
        state: 'waiting' as const,
      })),
    };
    await store.add(campaign);
    expect(await store.list()).toEqual([campaign]);
    const item = {
      ...campaign.items[1],
      ...{ state: 'failed' as const, reason: 'r', url: 'u', at: LATER },
    };
    await store.setItem('c', item);
    expect((await store.list())[0].items[1]).toEqual(item);
    const pause = (...from: Campaign['state'][]) =>
      store.setState('c', { to: 'paused', from, waitsFor: 'w', version: '3' });
    expect(await pause('paused')).toBe(false);
    expect(await pause('running')).toBe(true);
    const changed = { state: 'paused', waitsFor: 'w', version: '3' };
    expect((await store.list())[0]).toMatchObject(changed);
    expect(await store.running()).toEqual([]);
    await store.setState('c', { to: 'running', from: ['paused'] });
    await store.hold('c', { until: LATER, why: 'down', tries: 2 });
    expect(await store.get('c')).toMatchObject({
      ...{ waitsUntil: LATER, waitsFor: 'down' },
    });
    expect(await store.tries('c')).toBe(2);
    await store.release('c');
    await store.retryFailed('c');
    const again = await store.get('c');
    expect(again?.waitsFor).toBeUndefined();
    expect(again?.items[1]).toMatchObject({ state: 'waiting', at: LATER });
    expect(await store.get('other')).toBeUndefined();
    // An outage that is met after somebody has paused or stopped it.
    for (const to of ['paused', 'stopped'] as const) {
      await store.setState('c', { to, from: ['running', 'paused'] });
      await store.hold('c', { until: LATER, why: 'down', tries: 1 });
      const ended = await store.get('c');
      expect(ended).toMatchObject({ state: to });
      expect(ended).not.toHaveProperty('waitsUntil');
      expect(ended).not.toHaveProperty('waitsFor');
    }
  });

  it('let one campaign of a template be open, and list all that are', async () => {
    const store = CampaignStore.create({ knex: await open() });
    const campaign = (number: number, more: Partial<Campaign> = {}) => ({
      ...{ id: `c${number}`, template: `t${number}`, version: '2' },
      ...{ state: 'done' as const, perMinute: 6, items: [] },
      createdAt: new Date(Date.parse(AT) + number * 1000).toISOString(),
      ...more,
    });
    await store.add(campaign(0, { state: 'running' }));
    const second = campaign(1, { template: 't0', state: 'paused' });
    await expect(store.add(second)).rejects.toThrow(/already that is not over/);
    await store.add(campaign(1, { template: 't0' }));
    await expect(
      store.setState('c1', { to: 'running', from: ['done'] }),
    ).rejects.toThrow(/already that is not over/);
    for (let i = 2; i < 40; i++) {
      await store.add(campaign(i));
    }
    const listed = await store.list();
    expect(listed).toHaveLength(21);
    expect(listed[0].id).toBe('c39');
    expect(listed[20].id).toBe('c0');
    expect(await store.running()).toEqual(['c0']);
  });

  it('know which pull requests of campaigns are to be looked at', async () => {
    const store = CampaignStore.create({ knex: await open() });
    const item = (name: string, number: number) => ({
      ...{ entityRef: name, state: 'opened' as const, number, url: 'u' },
    });
    await store.add({
      ...{ id: 'c', template: 't', version: '2', state: 'done' },
      ...{ createdAt: AT, perMinute: 6, createdBy: 'user:default/ada' },
      ...{ reason: 'r', items: [item('a', 1), item('b', 2), item('c', 3)] },
    });
    const due = async (most = 10) =>
      (await store.openItems({ since: LATER, startedAfter: '2026', most })).map(
        ({ number }) => number,
      );
    const [a, b] = await store.openItems({
      ...{ since: LATER, startedAfter: '2026', most: 2 },
    });
    expect(a).toEqual({ campaign: 'c', entityRef: 'a', number: 1 });
    await store.noteLook(a, { at: AT, state: 'merged' });
    await store.noteLook(b, { at: AT });
    expect(await due()).toEqual([3, 2]);
    await store.noteLook(b, { at: LATER });
    expect(await due()).toEqual([3]);
    expect(await store.get('c')).toMatchObject({
      ...{ createdBy: 'user:default/ada', reason: 'r' },
      items: [{ state: 'merged' }, { state: 'opened' }, { state: 'opened' }],
    });
    const later = { since: LATER, startedAfter: LATER, most: 10 };
    expect(await store.openItems(later)).toEqual([]);
  });

  it('know which pull requests were opened for a version', async () => {
    const store = PullRequestStore.create({ knex: await open() });
    const where = { host: 'h', repository: '7', version: '2' };
    await store.add({ ...where, number: 3 });
    await store.add({ ...where, number: 3 });
    await store.add({ ...where, number: 5 });
    await store.add({ ...where, number: 6, version: '3' });
    expect(await store.of(where)).toEqual([5, 3]);
  });

  it('keep what an earlier version of the tables knew', async () => {
    const knex = await databases.init(id);
    const directory = resolvePackagePath(
      '@fairway-idp/backstage-plugin-golden-paths-backend',
      'migrations',
    );
    await knex.migrate.up({ directory, name: '20261128_init.js' } as never);
    const service = {
      ...{ task: null, template: 't', made_version: '1', version: '1' },
      ...{ first_at: AT, ready_at: AT },
    };
    await knex('golden_path_services').insert([
      { ...service, key: 'there', last_at: LATER },
      { ...service, key: 'gone', last_at: AT },
    ]);
    await knex('golden_path_looks').insert([
      { source: 'dev', at: LATER },
      { source: 'prod', at: LATER, message: 'down' },
      { source: 'scaffolder', at: LATER },
    ]);
    const campaign = {
      ...{ template: 't', version: '1', state: 'running', per_minute: 6 },
    };
    await knex('golden_path_campaigns').insert([
      { ...campaign, id: 'a', created_at: AT },
      { ...campaign, id: 'b', created_at: LATER },
      { ...campaign, id: 'c', created_at: LATER, template: 'u' },
    ]);
    await knex('golden_path_campaign_items').insert({
      ...{ campaign: 'a', entity_ref: 'e', state: 'opened' },
      url: 'https://git.example.com/shop/web/pulls/12',
    });
    await knex.migrate.latest({ directory });
    const adoption = AdoptionStore.create({ knex });
    const sightings = (await adoption.services()).map(
      ({ key, sightings: its }) => [key, its],
    );
    expect(new Map(sightings as [])).toEqual(
      new Map<string, unknown>([
        [
          'there',
          [
            { cluster: 'dev', lastAt: LATER },
            { cluster: 'prod', lastAt: LATER },
          ],
        ],
        [
          'gone',
          [
            { cluster: 'dev', lastAt: AT, missedAt: AT },
            { cluster: 'prod', lastAt: AT },
          ],
        ],
      ]),
    );
    expect(
      (await adoption.looks()).sort((a, b) => (a.source < b.source ? -1 : 1)),
    ).toEqual([
      { source: 'dev', lookedAt: LATER },
      { source: 'prod', failedAt: LATER, message: 'down' },
      { source: 'scaffolder' },
    ]);
    const campaigns = CampaignStore.create({ knex });
    expect(await campaigns.get('a')).toMatchObject({
      ...{ state: 'stopped', items: [{ number: 12 }] },
    });
    expect((await campaigns.running()).sort()).toEqual(['b', 'c']);
  });

  it('are taken away and made anew by the migrations', async () => {
    const knex = await open();
    const directory = resolvePackagePath(
      '@fairway-idp/backstage-plugin-golden-paths-backend',
      'migrations',
    );
    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('golden_path_runs')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await AdoptionStore.create({ knex }).runs()).toEqual([]);
  });
});
