import { parse } from 'yaml';
import { Table } from '../../__testUtils__/facts';
import { cronJobKind } from '../kinds/jobs';
import { budgetKind } from '../kinds/others';
import { podKind } from '../kinds/pods';
import { deploymentKind, replicaSetKind } from '../kinds/workloads';
import { ailmentsIn } from './facts';

const NOW = new Date('2026-03-01T12:00:00.000Z');
const DIGEST = `sha256:${'a'.repeat(64)}`;
const whole = {
  name: 'web',
  image: 'web:1.0',
  ports: [{ containerPort: 8080 }],
  readinessProbe: {},
  livenessProbe: {},
  resources: {
    requests: { cpu: '100m', memory: '64Mi' },
    limits: { memory: '128Mi' },
  },
};

function deployment(table: Table, container: object, replicas = 1) {
  const labels = { app: 'web' };
  table.add(deploymentKind, {
    metadata: { name: 'web', namespace: 'n' },
    spec: {
      replicas,
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  });
}

function pod(table: Table, status: object) {
  const owner = (kind: string, name: string) => ({
    ownerReferences: [
      { apiVersion: 'x', kind, name, uid: 'u', controller: true },
    ],
  });
  table.add(replicaSetKind, {
    metadata: { name: 'web-1', namespace: 'n', ...owner('Deployment', 'web') },
  });
  table.add(podKind, {
    metadata: {
      name: 'web-1-a',
      namespace: 'n',
      ...owner('ReplicaSet', 'web-1'),
    },
    spec: { containers: [{ name: 'web', image: 'web:latest' }] },
    status,
  });
}

const facts = (table: Table) => ailmentsIn(table, 'n', NOW);
const byName = (table: Table) =>
  Object.fromEntries(facts(table).map(one => [one.fact, one.fix()]));

describe('ailmentsIn', () => {
  it('finds nothing wrong with what has all', () => {
    const table = new Table();
    deployment(table, whole);
    expect(facts(table)).toEqual([]);
  });

  it('finds each thing that is missing, with a patch for it alone', () => {
    const table = new Table();
    deployment(
      table,
      { name: 'web', image: 'web:latest', ports: whole.ports },
      2,
    );
    pod(table, {
      containerStatuses: [
        {
          name: 'web',
          ready: true,
          restartCount: 0,
          imageID: `docker.io/web@${DIGEST}`,
        },
      ],
    });
    const fixes = byName(table);
    expect(Object.keys(fixes).sort()).toEqual([
      'latest-tag',
      'no-disruption-budget',
      'no-limits',
      'no-liveness-probe',
      'no-readiness-probe',
      'no-requests',
    ]);
    const containerOf = (fact: string) =>
      parse(fixes[fact].document!).spec.template.spec.containers[0];
    expect(containerOf('no-readiness-probe')).toEqual({
      name: 'web',
      readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 10 },
    });
    expect(containerOf('no-requests')).toEqual({
      name: 'web',
      resources: { requests: { cpu: '50m', memory: '64Mi' } },
    });
    expect(containerOf('no-limits')).toEqual({
      name: 'web',
      resources: { limits: { memory: '256Mi' } },
    });
    expect(containerOf('latest-tag')).toEqual({
      name: 'web',
      image: `web@${DIGEST}`,
    });
    expect(parse(fixes['no-disruption-budget'].document!)).toMatchObject({
      kind: 'PodDisruptionBudget',
      spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
    });
  });

  it('counts a limit as a request, and a budget that selects the pods', () => {
    const table = new Table();
    deployment(
      table,
      { ...whole, resources: { limits: { cpu: '1', memory: '1Gi' } } },
      3,
    );
    table.add(budgetKind, {
      metadata: { name: 'b', namespace: 'n' },
      spec: { selector: { matchLabels: { app: 'web' } } },
    });
    expect(facts(table)).toEqual([]);
  });

  it('asks no probes of a CronJob, and guesses no port', () => {
    const table = new Table();
    const { readinessProbe: _r, livenessProbe: _l, ports: _p, ...bare } = whole;
    table.add(cronJobKind, {
      metadata: { name: 'c', namespace: 'n' },
      spec: {
        jobTemplate: { spec: { template: { spec: { containers: [bare] } } } },
      },
    });
    expect(facts(table)).toEqual([]);
    deployment(table, bare);
    expect(byName(table)['no-readiness-probe']).toMatchObject({ how: 'look' });
  });

  it.each<[string, object, string | undefined]>([
    ['for minutes', { since: '2026-03-01T11:30:00.000Z' }, undefined],
    ['for hours', { since: '2026-03-01T02:00:00.000Z' }, 'look'],
    [
      'for hours, out of memory',
      { since: '2026-03-01T02:00:00.000Z', reason: 'OOMKilled' },
      'patch',
    ],
  ])(
    'tells of crashes %s',
    (_, { since, reason }: { since?: string; reason?: string }, how) => {
      const table = new Table();
      deployment(table, whole);
      pod(table, {
        conditions: [
          { type: 'Ready', status: 'False', lastTransitionTime: since },
        ],
        containerStatuses: [
          {
            name: 'web',
            ready: false,
            restartCount: 40,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 137, reason } },
          },
        ],
      });
      const found = byName(table)['crash-loop'];
      expect(found?.how).toBe(how);
      expect(found?.document?.includes('256Mi')).toBe(
        how === 'patch' || undefined,
      );
    },
  );
});
