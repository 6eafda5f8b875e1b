import {
  REF as ref,
  RESULT,
  someConnectInfo,
  someInnerLoop,
  someOptions,
  somePlan,
} from '../testdata';
import type { WorkspaceChange } from './WorkspacesApi';
import { WorkspacesClient } from './WorkspacesClient';

describe('WorkspacesClient', () => {
  const asked: Array<{ url: string; body: unknown }> = [];
  let answer: unknown;
  const client = new WorkspacesClient({
    fetchApi: {
      fetch: async (url, init) => {
        asked.push({
          url: String(url),
          body: init?.body ? JSON.parse(String(init.body)) : undefined,
        });
        return { ok: true, status: 200, json: async () => answer } as Response;
      },
    },
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    identityApi: {
      getCredentials: async () => ({ token: 'secret' }),
    } as never,
  });
  beforeEach(() => asked.splice(0));

  it.each<[WorkspaceChange, string, object]>([
    [{ action: 'start', ref }, 'start', {}],
    [{ action: 'stop', ref }, 'stop', {}],
    [{ action: 'delete', ref }, 'delete', {}],
    [{ action: 'keep-awake', ref, hours: 4 }, 'keep-awake', { hours: 4 }],
    [
      { action: 'set-idle', ref, idleMinutes: 60 },
      'set-idle',
      { idleMinutes: 60 },
    ],
  ])('plans and applies %j', async (change, path, extra) => {
    answer = somePlan();
    await expect(client.plan(change)).resolves.toEqual(answer);
    answer = RESULT;
    const confirmation = { reason: 'test', version: '41', acknowledged: [] };
    await expect(client.apply(change, confirmation)).resolves.toEqual(answer);
    const base = 'plugin://workspaces/v1/workspace';
    expect(asked).toEqual([
      { url: `${base}/${path}/plan`, body: { ...ref, ...extra } },
      { url: `${base}/${path}`, body: { ...ref, ...extra, ...confirmation } },
    ]);
  });

  it('opens a workspace, for which no reason is asked', async () => {
    const input = { entityRef: 'component:default/orders', branch: 'x' };
    const change: WorkspaceChange = { action: 'create', input };
    answer = somePlan({ action: 'create' });
    await client.plan(change);
    answer = RESULT;
    await client.apply(change, { reason: '', acknowledged: [] });
    const base = 'plugin://workspaces/v1/workspace/create';
    expect(asked).toEqual([
      { url: `${base}/plan`, body: input },
      { url: base, body: input },
    ]);
  });

  it('reads what there is to know', async () => {
    answer = someOptions();
    await expect(
      client.getOptions('component:default/orders'),
    ).resolves.toEqual(answer);
    answer = someConnectInfo();
    await expect(client.getConnectInfo(ref)).resolves.toEqual(answer);
    answer = someInnerLoop();
    await expect(
      client.getInnerLoop({ entityRef: 'component:default/orders' }),
    ).resolves.toEqual(answer);
    const encoded = encodeURIComponent('component:default/orders');
    expect(asked.map(({ url }) => url)).toEqual([
      `plugin://workspaces/v1/workspace/options?entityRef=${encoded}`,
      `plugin://workspaces/v1/workspace/connect?${new URLSearchParams(ref)}`,
      `plugin://workspaces/v1/inner-loop?entityRef=${encoded}`,
    ]);
  });

  it('names each stream and each shell by what is asked', () => {
    expect(client.watchWorkspaces({ scope: 'all' }).key).not.toBe(
      client.watchWorkspaces({ scope: 'mine' }).key,
    );
    expect(client.terminal(ref).key).toBe(client.terminal({ ...ref }).key);
    expect(client.terminal(ref).key).not.toBe(
      client.terminal({ ...ref, name: 'ws-other-abcdefgh' }).key,
    );
  });
});
