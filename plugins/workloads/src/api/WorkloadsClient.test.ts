import type { WorkloadRef } from '@fairway-idp/backstage-plugin-fairway-common';
import { somePlan } from '../testdata';
import type { Change } from './WorkloadsApi';
import { WorkloadsClient } from './WorkloadsClient';

const ref: WorkloadRef = {
  entityRef: 'component:default/storefront',
  cluster: 'dev',
  namespace: 'shop-dev',
  kind: 'Deployment',
  name: 'storefront',
};

describe('WorkloadsClient', () => {
  const asked: Array<{ url: string; body: unknown }> = [];
  let answer: unknown;
  const client = new WorkloadsClient({
    fetch: async (url, init) => {
      asked.push({ url: String(url), body: JSON.parse(String(init?.body)) });
      return {
        ok: true,
        status: 200,
        json: async () => answer,
      } as Response;
    },
  });
  beforeEach(() => asked.splice(0));

  it.each<[Change, string, object]>([
    [{ action: 'scale', ref, replicas: 5 }, 'scale', { replicas: 5 }],
    [{ action: 'restart', ref }, 'restart', {}],
    [{ action: 'rollback', ref, toRevision: 3 }, 'rollback', { toRevision: 3 }],
  ])('plans and applies %j', async (change, path, extra) => {
    answer = somePlan();
    await expect(client.plan(change)).resolves.toEqual(answer);
    answer = {
      outcome: 'applied',
      message: 'done',
      resourceVersion: '42',
      writtenAs: 'bob',
    };
    const confirmation = {
      reason: 'sale',
      version: 'u.41',
      acknowledged: [],
    };
    await expect(client.apply(change, confirmation)).resolves.toEqual(answer);
    const base = 'plugin://workloads/v1/workload';
    expect(asked).toEqual([
      { url: `${base}/${path}/plan`, body: { ...ref, ...extra } },
      { url: `${base}/${path}`, body: { ...ref, ...extra, ...confirmation } },
    ]);
  });

  it('names each stream by what is asked', () => {
    const request = { ...ref, pod: 'web-1', previous: false, follow: true };
    expect(client.followLogs(request).key).not.toBe(
      client.followLogs({ ...request, container: 'proxy' }).key,
    );
    expect(client.watchWorkload(ref).key).toBe(client.watchWorkload(ref).key);
  });
});
