import {
  RESULT,
  someEntry,
  someLedger,
  somePlan,
  someRules,
  someRunPlan,
  someWhatIf,
} from '../testdata';
import type { ObjectChange } from './HousekeepingApi';
import { HousekeepingClient } from './HousekeepingClient';

const ref = {
  cluster: 'dev',
  namespace: 'shop-dev',
  kind: 'Job',
  name: 'report-1',
} as const;
const confirmation = { reason: 'test', version: '41', acknowledged: [] };
const base = 'plugin://housekeeping/v1';

describe('HousekeepingClient', () => {
  const asked: Array<{ url: string; body: unknown }> = [];
  let answer: unknown;
  let status = 200;
  const client = new HousekeepingClient({
    fetch: async (url, init) => {
      asked.push({
        url: String(url),
        body: init?.body ? JSON.parse(String(init.body)) : undefined,
      });
      return new Response(
        typeof answer === 'string' ? answer : JSON.stringify(answer),
        { status },
      );
    },
  });
  beforeEach(() => {
    asked.splice(0);
    status = 200;
  });

  it.each<[ObjectChange, string, object]>([
    [{ action: 'renew', ref, days: 7 }, 'renew', { days: 7 }],
    [{ action: 'renew', ref }, 'renew', {}],
    [{ action: 'protect', ref, protect: false }, 'protect', { protect: false }],
    [{ action: 'delete', ref }, 'delete', {}],
  ])('plans and applies %j', async (change, path, extra) => {
    answer = somePlan();
    await expect(client.plan(change)).resolves.toEqual(answer);
    answer = RESULT;
    await expect(client.apply(change, confirmation)).resolves.toEqual(answer);
    expect(asked).toEqual([
      { url: `${base}/object/${path}/plan`, body: { ...ref, ...extra } },
      {
        url: `${base}/object/${path}`,
        body: { ...ref, ...extra, ...confirmation },
      },
    ]);
  });

  it('runs a pass after its plan', async () => {
    answer = someRunPlan();
    await expect(client.planRun({ cluster: 'dev' })).resolves.toEqual(answer);
    answer = { message: 'Done', clusters: [] };
    await expect(client.run({ cluster: 'dev' }, confirmation)).resolves.toEqual(
      answer,
    );
    expect(asked).toEqual([
      { url: `${base}/run/plan`, body: { cluster: 'dev' } },
      { url: `${base}/run`, body: { cluster: 'dev', ...confirmation } },
    ]);
  });

  it('supposes something, and reads the rules', async () => {
    answer = someWhatIf();
    await expect(
      client.whatIf({ rule: 'failed-jobs', inHours: 168 }),
    ).resolves.toEqual(answer);
    answer = someRules();
    await expect(client.getRules()).resolves.toEqual(answer);
    answer = '{"name":"a"}\n';
    await expect(client.exportWhatIf({})).resolves.toBe(answer);
    expect(asked.map(({ url }) => url)).toEqual([
      `${base}/what-if?rule=failed-jobs&inHours=168`,
      `${base}/rules`,
      `${base}/what-if/export`,
    ]);
  });

  it('reads the ledger as it is, or says why not', async () => {
    answer = someLedger(someEntry(1), someEntry(2));
    await expect(client.exportLedger()).resolves.toBe(answer);
    status = 403;
    answer = { error: { name: 'NotAllowedError', message: 'no' } };
    await expect(client.exportLedger()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
    });
  });

  it('names each stream by what is asked', () => {
    const keys = [
      client.watchFindings({ scope: 'all' }),
      client.watchFindings({ scope: 'mine' }),
      client.watchFindings({ scope: 'mine', state: 'due' }),
      client.watchHealthFacts({ scope: 'all' }),
      client.watchCapacity({ range: '24h' }),
      client.watchCapacity({ range: '7d' }),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
