import type { CapacitySample } from '@fairway-idp/backstage-plugin-fairway-common';
import { Table } from '../../__testUtils__/facts';
import { nodeKind } from '../kinds/others';
import { podKind } from '../kinds/pods';
import { forecast } from './forecast';
import { join } from './join';
import { poolsOf } from './pools';

const HOUR = 3_600_000;
const SETTINGS = {
  poolLabels: ['pool'],
  preview: { requests: { cpu: '1', memory: '2Gi' }, pods: 15 },
  fullShare: 0.9,
  warnAhead: 7 * 24 * HOUR,
};
const GIB = 2 ** 30;

function node(
  table: Table,
  name: string,
  more: { labels?: object; cordoned?: boolean; cpu?: string } = {},
) {
  table.add(nodeKind, {
    metadata: { name, labels: { ...more.labels } },
    spec: { unschedulable: more.cordoned },
    status: {
      allocatable: { cpu: more.cpu ?? '4', memory: '16Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  });
}

function pod(
  table: Table,
  name: string,
  nodeName: string | undefined,
  more: { cpu?: string; phase?: string } = {},
) {
  table.add(podKind, {
    metadata: { name, namespace: 'n' },
    spec: {
      nodeName,
      containers: [
        {
          name: 'c',
          resources: { requests: { cpu: more.cpu ?? '1500m', memory: '1Gi' } },
        },
      ],
    },
    status: {
      phase: more.phase ?? 'Running',
      ...(!nodeName && {
        conditions: [
          { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
        ],
      }),
    },
  });
}

describe('poolsOf', () => {
  it('adds up what is asked of each pool, and what still fits', () => {
    const table = new Table();
    node(table, 'a1', { labels: { pool: 'a' } });
    node(table, 'a2', { labels: { pool: 'a' } });
    node(table, 'a3', { labels: { pool: 'a' }, cordoned: true });
    node(table, 'x', { cpu: '2' });
    pod(table, 'p1', 'a1');
    pod(table, 'p2', 'a1', { phase: 'Succeeded' });
    pod(table, 'p3', 'x', { cpu: '2' });
    pod(table, 'p4', undefined);
    const { pools, pending } = poolsOf(table, SETTINGS, undefined);
    expect(pending).toBe(1);
    expect(pools).toMatchObject([
      {
        name: 'a',
        nodes: 3,
        schedulable: 2,
        cpu: { allocatable: 12, requested: 1.5 },
        memory: { allocatable: 48 * GIB, requested: GIB },
        pods: { allocatable: 330, requested: 1 },
        // 2.5 cores on the first node hold 2, the second one 4.
        headroom: { tier: 's', previews: 6, limitedBy: 'cpu' },
      },
      { name: 'default', headroom: { previews: 0, limitedBy: 'cpu' } },
    ]);
  });

  it('says what is used only if all nodes of a pool were measured', () => {
    const table = new Table();
    node(table, 'a');
    node(table, 'b');
    const some = poolsOf(
      table,
      SETTINGS,
      new Map([['a', { cpu: 1, memory: 2 }]]),
    );
    expect(some.pools[0].cpu.used).toBeUndefined();
    const all = poolsOf(
      table,
      SETTINGS,
      new Map([
        ['a', { cpu: 1, memory: 2 }],
        ['b', { cpu: 0.5, memory: 2 }],
      ]),
    );
    expect(all.pools[0].cpu.used).toBe(1.5);
  });
});

const START = Date.parse('2026-01-01T00:00:00.000Z');
const sample = (
  hours: number,
  requested: number,
  used?: number,
): CapacitySample => {
  const use = { allocatable: 100, requested };
  return {
    at: new Date(START + hours * HOUR).toISOString(),
    nodes: 1,
    cpu: { ...use, ...(used !== undefined && { used }) },
    memory: { allocatable: 100, requested: 1 },
    pods: { allocatable: 100, requested: 1 },
  };
};

describe('forecast', () => {
  const now = new Date(START + 24 * HOUR);
  const warn = (samples: CapacitySample[], requested: number) =>
    forecast(
      {
        cpu: { allocatable: 100, requested },
        memory: { allocatable: 100, requested: 1 },
        pods: { allocatable: 100, requested: 1 },
      },
      samples,
      { ...SETTINGS, now },
    );
  const growing = Array.from({ length: 25 }, (_, i) => sample(i, 26 + i));

  it('tells when a pool that grows evenly will be full', () => {
    // 1 an hour from 50: full after 50 hours.
    const [warning] = warn(growing, 50);
    expect(warning).toMatchObject({
      resource: 'cpu',
      severity: 'high',
      fullAt: new Date(now.getTime() + 50 * HOUR).toISOString(),
    });
  });

  it('is not led astray by a few wild samples', () => {
    const wild = growing.map((one, i) => (i % 8 === 3 ? sample(i, 0) : one));
    const [{ fullAt }] = warn(wild, 50);
    expect(
      Math.abs(Date.parse(fullAt!) - now.getTime() - 50 * HOUR),
    ).toBeLessThan(5 * HOUR);
  });

  it.each<[string, CapacitySample[], number, object[]]>([
    [
      'nothing of what shrinks',
      growing.map((_, i) => sample(i, 60 - i)),
      36,
      [],
    ],
    ['nothing of too short a time', growing.slice(0, 3), 50, []],
    [
      'nothing of what is far away',
      growing.map((_, i) => sample(i, 20 + i / 100)),
      20,
      [],
    ],
    ['that it is nearly full', [], 95, [{ severity: 'medium' }]],
    ['that it is full', [], 100, [{ severity: 'high' }]],
  ])('says %s', (_, samples, requested, expected) => {
    expect(warn(samples, requested)).toMatchObject(expected);
  });
});

describe('join', () => {
  it('takes the mean of each stretch, and of what was measured only', () => {
    const joined = join(
      [sample(0, 10, 4), sample(0.25, 20), sample(1, 50)],
      3600,
    );
    expect(joined).toMatchObject([
      { at: '2026-01-01T00:15:00.000Z', cpu: { requested: 15, used: 4 } },
      { at: '2026-01-01T01:00:00.000Z', cpu: { requested: 50 } },
    ]);
  });
});
