import type { V1Deployment } from '@kubernetes/client-node';
import type { Surroundings } from '../change/plan';
import { autoscalerKind } from '@fairway-idp/backstage-plugin-fairway-node/workloads';
import { planScale } from './plan';

const NOTHING: Surroundings = {
  namespaceTerminating: false,
  autoscalers: [],
  quotas: [],
  limitRanges: [],
  pods: [],
  unchecked: [],
};

function plan(
  replicas: number,
  options: {
    current?: number;
    metadata?: object;
    surroundings?: Partial<Surroundings>;
    container?: object;
  } = {},
) {
  const { current = 2, metadata, surroundings, container } = options;
  return planScale(
    {
      kind: 'Deployment',
      name: 'web',
      workload: {
        metadata: {
          name: 'web',
          namespace: 'shop',
          resourceVersion: '42',
          ...metadata,
        },
        spec: {
          template: { spec: { containers: [{ name: 'app', ...container }] } },
        },
        status: { readyReplicas: current },
      } as V1Deployment,
      scale: {
        spec: { replicas: current },
      },
      surroundings: { ...NOTHING, ...surroundings },
    },
    replicas,
  );
}

const autoscaler = (more: object = {}) =>
  autoscalerKind.project({
    metadata: { name: 'web-hpa', ...more },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
      },
      minReplicas: 2,
      maxReplicas: 8,
    },
    status: { currentReplicas: 2 },
  });

const quota = (hard: Record<string, string>, used: Record<string, string>) => ({
  metadata: { name: 'small' },
  status: { hard, used },
});

describe('planScale', () => {
  it('plans one merge patch with the resourceVersion of the scale object', () => {
    expect(plan(3)).toEqual({
      action: 'scale',
      summary: 'Scale Deployment web from 2 to 3 replicas',
      reasons: [
        'Deployment web asks for 2 replicas; 2 of them ready',
        '1 pod will be added',
      ],
      findings: [],
      writes: [
        {
          verb: 'patch',
          subresource: 'scale',
          type: 'application/merge-patch+json',
          body: { metadata: { resourceVersion: '42' }, spec: { replicas: 3 } },
        },
      ],
      noop: false,
      resourceVersion: '42',
      before: 'spec:\n  replicas: 2\n',
      after: 'spec:\n  replicas: 3\n',
      outcome: 'deployment.apps/web scaled',
      audit: { before: { replicas: 2 }, after: { replicas: 3 } },
    });
  });

  it('does nothing where nothing is to do', () => {
    expect(plan(2)).toMatchObject({
      noop: true,
      writes: [],
      summary: 'Leave Deployment web at 2 replicas',
    });
  });

  it.each<[string, number, Parameters<typeof plan>[1], string[], string]>([
    ['to zero', 0, {}, ['scale-to-zero confirm'], 'No pod will be left'],
    ['zero to zero', 0, { current: 0 }, [], ''],
    [
      'autoscaled',
      3,
      { surroundings: { autoscalers: [autoscaler()] } },
      ['hpa confirm'],
      'Replicas are set by HPA web-hpa (2–8): a manual value lasts until its next decision; 0 pauses the HPA.',
    ],
    [
      'autoscaled by KEDA',
      3,
      {
        surroundings: {
          autoscalers: [
            autoscaler({
              ownerReferences: [
                {
                  controller: true,
                  kind: 'ScaledObject',
                  name: 'web',
                  uid: 'k',
                },
              ],
            }),
          ],
        },
      },
      ['keda confirm'],
      'Replicas are set by KEDA ScaledObject web.',
    ],
    [
      'being deleted',
      3,
      { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } },
      ['terminating block'],
      'This object is being deleted.',
    ],
    [
      'namespace goes',
      3,
      { surroundings: { namespaceTerminating: true } },
      ['terminating block'],
      'This object is being deleted.',
    ],
    [
      'Argo CD',
      3,
      {
        metadata: {
          annotations: {
            'argocd.argoproj.io/tracking-id': 'app:apps/Deployment:shop/web',
          },
        },
      },
      ['argo confirm'],
      'Argo CD will put this back at the next sync (now, if self-heal is on).',
    ],
    [
      'not looked at',
      3,
      { surroundings: { unchecked: ['quotas: forbidden'] } },
      ['unchecked confirm'],
      'Not everything',
    ],
    [
      'pods beyond the quota',
      6,
      { surroundings: { quotas: [quota({ pods: '4' }, { pods: '2' })] } },
      ['quota confirm'],
      'Needs 4 of pods; 2 of 4 are used: 2 pods would not start.',
    ],
    [
      'within the quota',
      4,
      { surroundings: { quotas: [quota({ pods: '4' }, { pods: '2' })] } },
      [],
      '',
    ],
    [
      'cpu beyond the quota',
      5,
      {
        container: { resources: { requests: { cpu: '500m' } } },
        surroundings: {
          quotas: [quota({ 'requests.cpu': '2' }, { 'requests.cpu': '1' })],
        },
      },
      ['quota confirm'],
      'Needs 1500m of requests.cpu; 1 of 2 are used: 1 pods would not start.',
    ],
    [
      'cpu not stated',
      3,
      { surroundings: { quotas: [quota({ cpu: '2' }, { cpu: '0' })] } },
      ['quota confirm'],
      'The quota asks every container to state cpu, and one does not: 1 pods would not start.',
    ],
    [
      'cpu by default',
      3,
      {
        surroundings: {
          quotas: [quota({ cpu: '2' }, { cpu: '0' })],
          limitRanges: [
            {
              spec: {
                limits: [{ type: 'Container', defaultRequest: { cpu: '1' } }],
              },
            },
          ],
        },
      },
      [],
      '',
    ],
    [
      'less than now, quota full',
      1,
      { surroundings: { quotas: [quota({ pods: '2' }, { pods: '2' })] } },
      [],
      '',
    ],
  ])('finds: %s', (_, replicas, options, ids, message) => {
    const { findings } = plan(replicas, options);
    expect(findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual(
      ids,
    );
    expect(findings[0]?.message ?? '').toContain(message);
  });
});
