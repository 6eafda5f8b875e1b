import { RESULT, someOptions, somePlan } from '../testdata';
import type { EnvironmentChange } from './EnvironmentsApi';
import { EnvironmentsClient } from './EnvironmentsClient';

const ref = { cluster: 'dev', namespace: 'sb-bob-x' };

describe('EnvironmentsClient', () => {
  const asked: Array<{ url: string; body: unknown }> = [];
  let answer: unknown;
  const client = new EnvironmentsClient({
    fetch: async (url, init) => {
      asked.push({
        url: String(url),
        body: init?.body ? JSON.parse(String(init.body)) : undefined,
      });
      return { ok: true, status: 200, json: async () => answer } as Response;
    },
  });
  beforeEach(() => asked.splice(0));

  it.each<[EnvironmentChange, string, object]>([
    [{ action: 'sleep', ref, hours: 5 }, 'sleep', { hours: 5 }],
    [{ action: 'wake', ref }, 'wake', {}],
    [{ action: 'renew', ref, days: 7 }, 'renew', { days: 7 }],
    [{ action: 'protect', ref, protect: false }, 'protect', { protect: false }],
    [{ action: 'redeploy', ref }, 'redeploy', {}],
    [{ action: 'delete', ref }, 'delete', {}],
  ])('plans and applies %j', async (change, path, extra) => {
    answer = somePlan();
    await expect(client.plan(change)).resolves.toEqual(answer);
    answer = RESULT;
    const confirmation = { reason: 'test', version: '41', acknowledged: [] };
    await expect(client.apply(change, confirmation)).resolves.toEqual(answer);
    const base = 'plugin://environments/v1/environment';
    expect(asked).toEqual([
      { url: `${base}/${path}/plan`, body: { ...ref, ...extra } },
      { url: `${base}/${path}`, body: { ...ref, ...extra, ...confirmation } },
    ]);
  });

  it('makes a sandbox', async () => {
    const change = { action: 'create', input: { title: 'x' } } as const;
    answer = somePlan({ action: 'create' });
    await client.plan(change);
    answer = RESULT;
    await client.apply(change, { reason: '', acknowledged: [] });
    expect(asked).toEqual([
      { url: 'plugin://environments/v1/sandbox/plan', body: { title: 'x' } },
      { url: 'plugin://environments/v1/sandbox', body: { title: 'x' } },
    ]);
    answer = someOptions();
    await expect(client.getSandboxOptions()).resolves.toEqual(answer);
  });

  it('names each stream by what is asked', () => {
    expect(client.watchEnvironments({ scope: 'all' }).key).not.toBe(
      client.watchEnvironments({ scope: 'mine' }).key,
    );
    const { key } = client.watchPreviews('component:default/shop');
    expect(key).toContain(encodeURIComponent('component:default/shop'));
  });
});
