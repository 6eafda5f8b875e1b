import { Table } from '../../__testUtils__/facts';
import { jobKind } from '../kinds/jobs';
import { claimKind, namespaceKind } from '../kinds/others';
import { podKind } from '../kinds/pods';
import {
  deploymentKind,
  replicaSetKind,
  statefulSetKind,
} from '../kinds/workloads';
import { createRule } from '../rules/rule';
import { evaluate, sightingKey, type Verdict } from './evaluate';
import { planPass } from './planPass';
import { UNTOUCHED, type Touched } from './touched';

const NS = 'open';
const rules = (
  [
    'old-pod',
    'finished-job',
    'failed-job',
    'unbound-claim',
    'unmounted-claim',
    'empty-namespace',
  ] as const
).map(target => createRule({ id: target, target, namespaces: [NS] }));
const NOW = new Date('2026-03-01T00:00:00.000Z');

/** Findings by `Kind/name`, with their state and reason. */
function findings(
  table: Table,
  more: { sightings?: Map<string, string>; touched?: Touched } = {},
): Record<string, string> {
  const found: Record<string, string> = {};
  evaluate(table, {
    settings: { instance: 'demo', systemNamespaces: [], warningLapses: 0 },
    rules,
    knowledge: {
      warnings: new Map(),
      sightings: more.sightings ?? new Map(),
      touched: more.touched ?? UNTOUCHED,
    },
    now: NOW,
    onVerdict: ({ rule, object, state, reason }) => {
      found[`${rule.kind}/${object.name}`] = `${state ?? '-'} ${reason}`;
    },
  });
  return found;
}

const room = (
  labels: Record<string, string> = { 'fairway.dev/housekeeping': 'true' },
  name = NS,
) => {
  const table = new Table();
  table.add(namespaceKind, { metadata: { name, labels } });
  return table;
};
const inside = (name: string, more: object = {}) => ({
  metadata: { name, namespace: NS, ...more },
});
const owned = (kind: string, name: string) => ({
  ownerReferences: [
    { apiVersion: 'x', kind, name, uid: 'o', controller: true },
  ],
});
const volume = (claimName: string) => ({
  containers: [],
  volumes: [{ name: 'v', persistentVolumeClaim: { claimName } }],
});

describe('evaluate', () => {
  it('finds pods that come back or are over, and no others', () => {
    const table = room();
    table.add(replicaSetKind, { ...inside('rs'), spec: { replicas: 2 } });
    table.add(replicaSetKind, { ...inside('zero'), spec: { replicas: 0 } });
    const running = { status: { phase: 'Running' } };
    const pods: Record<string, Parameters<Table['add']>[1]> = {
      replaced: {
        ...inside('replaced', owned('ReplicaSet', 'rs')),
        ...running,
      },
      unwanted: {
        ...inside('unwanted', owned('ReplicaSet', 'zero')),
        ...running,
      },
      lost: { ...inside('lost', owned('ReplicaSet', 'gone')), ...running },
      strange: { ...inside('strange', owned('Rollout', 'r')), ...running },
      bare: { ...inside('bare'), ...running },
      over: { ...inside('over'), status: { phase: 'Succeeded' } },
      daemon: { ...inside('daemon', owned('DaemonSet', 'd')), ...running },
      ofJob: {
        ...inside('of-job', owned('Job', 'j')),
        status: { phase: 'Failed' },
      },
      static: {
        ...inside('static', {
          annotations: { 'kubernetes.io/config.mirror': 'x' },
        }),
        ...running,
      },
      young: {
        ...inside('young', {
          ...owned('ReplicaSet', 'rs'),
          creationTimestamp: '2026-02-27T00:00:00.000Z',
        }),
        ...running,
      },
    };
    Object.values(pods).forEach(pod => table.add(podKind, pod));
    expect(findings(table)).toMatchObject({
      'Pod/replaced': 'candidate not-warned',
      'Pod/over': 'candidate not-warned',
      'Pod/unwanted': 'kept never',
      'Pod/strange': 'kept never',
      'Pod/bare': 'kept never',
      'Pod/lost': 'unknown unknown',
      'Pod/daemon': '- never',
      'Pod/of-job': '- never',
      'Pod/static': '- never',
      'Pod/young': '- young',
    });
  });

  it('finds jobs that ended and that nothing else takes away', () => {
    const table = room();
    const ended = (type: string, more: object = {}) => ({
      status: {
        conditions: [
          {
            type,
            status: 'True',
            lastTransitionTime: '2026-01-02T00:00:00.000Z',
          },
        ],
      },
      ...more,
    });
    table.add(jobKind, { ...inside('done'), ...ended('Complete') });
    table.add(jobKind, { ...inside('broken'), ...ended('Failed') });
    table.add(jobKind, { ...inside('going'), status: {} });
    table.add(jobKind, {
      ...inside('nightly', owned('CronJob', 'c')),
      ...ended('Complete'),
    });
    table.add(jobKind, {
      ...inside('dated'),
      ...ended('Complete', {
        spec: { ttlSecondsAfterFinished: 1, template: {} },
      }),
    });
    expect(findings(table)).toMatchObject({
      'Job/done': 'candidate not-warned',
      'Job/broken': 'candidate not-warned',
      'Job/going': '- in-use',
      'Job/nightly': '- never',
      'Job/dated': '- never',
    });
  });

  it('counts a claim as used by whatever may mount it (S12)', () => {
    const table = room();
    const claims = [
      'by-pod',
      'by-deployment',
      'data-db-0',
      'data-db-9',
      'source',
      'copy',
      'of-operator',
      'idle',
      'pod-1-scratch',
    ];
    const keys = new Map<string, string>();
    for (const name of claims) {
      const claim = table.add(claimKind, {
        ...inside(name, name === 'of-operator' ? owned('Kafka', 'k') : {}),
        status: { phase: 'Bound' },
        spec:
          name === 'copy'
            ? { dataSource: { kind: 'PersistentVolumeClaim', name: 'source' } }
            : {},
      });
      keys.set(
        sightingKey({ target: 'unmounted-claim' }, claim.uid),
        '2026-01-01T00:00:00.000Z',
      );
    }
    table.add(podKind, {
      ...inside('pod-1'),
      spec: {
        ...volume('by-pod'),
        volumes: [
          ...volume('by-pod').volumes,
          { name: 'scratch', ephemeral: {} },
        ],
      },
    });
    table.add(deploymentKind, {
      ...inside('web'),
      spec: { replicas: 0, template: { spec: volume('by-deployment') } },
    });
    table.add(statefulSetKind, {
      ...inside('db'),
      spec: {
        replicas: 0,
        template: { spec: {} },
        volumeClaimTemplates: [{ metadata: { name: 'data' } }],
      },
    });
    const found = findings(table, { sightings: keys });
    const used = [
      'by-pod',
      'by-deployment',
      'data-db-0',
      'data-db-9',
      'source',
      'pod-1-scratch',
    ];
    for (const name of used) {
      expect([name, found[`PersistentVolumeClaim/${name}`]]).toEqual([
        name,
        '- in-use',
      ]);
    }
    expect(found).toMatchObject({
      'PersistentVolumeClaim/of-operator': 'kept never',
      'PersistentVolumeClaim/idle': 'candidate not-warned',
      'PersistentVolumeClaim/copy': 'candidate not-warned',
    });
    // Used for a minute between two looks.
    const touched = {
      claims: new Set([`${NS}/idle`]),
      namespaces: new Set<string>(),
    };
    expect(
      findings(table, { sightings: keys, touched })[
        'PersistentVolumeClaim/idle'
      ],
    ).toBe('- young');
  });

  it('calls only a namespace without any sign of life empty', () => {
    const signs: Array<[string, (table: Table) => void, string]> = [
      ['nothing', () => {}, 'candidate not-warned'],
      [
        'a finished pod',
        t => t.add(podKind, { ...inside('p'), status: { phase: 'Failed' } }),
        'candidate not-warned',
      ],
      [
        'a pod',
        t => t.add(podKind, { ...inside('p'), status: { phase: 'Pending' } }),
        '- in-use',
      ],
      [
        'a Deployment of 0',
        t => t.add(deploymentKind, { ...inside('d'), spec: { replicas: 0 } }),
        'candidate not-warned',
      ],
      [
        'a Deployment of 1',
        t => t.add(deploymentKind, { ...inside('d'), spec: { replicas: 1 } }),
        '- in-use',
      ],
      [
        'a Deployment that sleeps (S11)',
        t =>
          t.add(deploymentKind, {
            ...inside('d', { annotations: { 'fairway.dev/asleep': '{}' } }),
            spec: { replicas: 0 },
          }),
        'asleep asleep',
      ],
      ['a claim', t => t.add(claimKind, inside('c')), '- in-use'],
      ['a job that goes on', t => t.add(jobKind, inside('j')), '- in-use'],
    ];
    for (const [what, fill, expected] of signs) {
      const table = room();
      const [{ uid }] = table.items(namespaceKind);
      fill(table);
      const sightings = new Map([
        [
          sightingKey({ target: 'empty-namespace' }, uid),
          '2026-01-01T00:00:00.000Z',
        ],
      ]);
      expect([what, findings(table, { sightings })[`Namespace/${NS}`]]).toEqual(
        [what, expected],
      );
    }
  });

  it.each<[string, Record<string, string>, string, string | undefined]>([
    [
      'the system',
      { 'fairway.dev/housekeeping': 'true' },
      'kube-system',
      undefined,
    ],
    [
      'a foreign one that no rule names',
      { 'fairway.dev/housekeeping': 'true' },
      'other',
      undefined,
    ],
    ['a foreign one without the label', {}, NS, 'kept foreign'],
    [
      'another portal’s',
      { 'fairway.dev/managed': 'true', 'fairway.dev/instance': 'x' },
      'sb-x',
      undefined,
    ],
    [
      'a garbled one',
      { 'fairway.dev/managed': 'true', 'fairway.dev/instance': 'demo' },
      'sb-y',
      'unknown unknown',
    ],
    [
      'a protected one',
      { 'fairway.dev/housekeeping': 'true', 'fairway.dev/protected': 'true' },
      NS,
      'kept protected',
    ],
  ])('goes into %s as it should (S22)', (_, labels, name, expected) => {
    const table = room(labels, name);
    table.add(podKind, {
      metadata: { name: 'over', namespace: name },
      status: { phase: 'Succeeded' },
    });
    expect(findings(table)['Pod/over']).toBe(expected);
  });
});

describe('planPass', () => {
  const verdict = (uid: string, state: string) =>
    ({ state, object: { uid } } as unknown as Verdict);
  const cap = { maxCount: 2, maxPercent: 100 };
  const due = ['a', 'b', 'c'].map(uid => verdict(uid, 'due'));

  it('deletes nothing above the cap, but for exactly what a person allowed (P5)', () => {
    const plan = planPass({ verdicts: due, looked: 100 }, cap);
    expect(plan.delete).toEqual([]);
    expect(plan.blocked).toContain('3 of 100 objects');
    const allowed = planPass({ verdicts: due, looked: 100 }, cap, plan.version);
    expect(allowed.delete).toHaveLength(3);
    const more = planPass(
      { verdicts: [...due, verdict('d', 'due')], looked: 100 },
      cap,
      plan.version,
    );
    expect(more.delete).toEqual([]);
  });

  it('warns of candidates whatever the cap says', () => {
    const plan = planPass(
      { verdicts: [...due, verdict('w', 'candidate')], looked: 100 },
      cap,
    );
    expect(plan.warn).toHaveLength(1);
  });
});
