import type { V1Deployment, V1ReplicaSet } from '@kubernetes/client-node';
import type { Surroundings } from '../change/plan';
import { toRevisionViews, deploymentRevisions } from './history';
import { planRollback } from './plan';

const NOTHING: Surroundings = {
  namespaceTerminating: false,
  autoscalers: [],
  quotas: [],
  limitRanges: [],
  pods: [],
  unchecked: [],
};

const template = (image: string, hash?: string) => ({
  metadata: {
    labels: { app: 'web', ...(hash && { 'pod-template-hash': hash }) },
  },
  spec: { containers: [{ name: 'app', image }] },
});

function set(
  revision: string | undefined,
  image: string,
  more: { uid?: string; annotations?: Record<string, string> } = {},
): V1ReplicaSet {
  return {
    metadata: {
      name: `web-${image}`,
      labels: { app: 'web' },
      annotations: {
        ...(revision !== undefined && {
          'deployment.kubernetes.io/revision': revision,
        }),
        ...more.annotations,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
          uid: more.uid ?? 'd',
          controller: true,
        },
      ],
    },
    spec: { selector: {}, template: template(image, image) },
  };
}

const live = (image: string, more: object = {}): V1Deployment => ({
  metadata: {
    name: 'web',
    uid: 'd',
    resourceVersion: '9',
    generation: 2,
    annotations: {
      'deployment.kubernetes.io/revision': '2',
      'kubernetes.io/change-cause': 'now',
      later: 'added',
    },
  },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: template(image),
    ...more,
  },
  status: { observedGeneration: 2 },
});

const plan = (
  replicaSets: V1ReplicaSet[],
  toRevision = 0,
  workload = live('b'),
) =>
  planRollback(
    {
      kind: 'Deployment',
      name: 'web',
      workload,
      replicaSets,
      surroundings: NOTHING,
    },
    toRevision,
  );

const TWO = [
  set('1', 'a', { annotations: { 'kubernetes.io/change-cause': 'then' } }),
  set('2', 'b'),
];

describe('planRollback of a Deployment', () => {
  it("sends kubectl's two operations after a precondition", () => {
    const { writes, reasons, audit } = plan(TWO);
    expect(writes).toEqual([
      {
        verb: 'patch',
        type: 'application/json-patch+json',
        body: [
          { op: 'replace', path: '/metadata/resourceVersion', value: '9' },
          { op: 'replace', path: '/spec/template', value: template('a') },
          {
            op: 'replace',
            path: '/metadata/annotations',
            value: {
              'deployment.kubernetes.io/revision': '2',
              'kubernetes.io/change-cause': 'then',
            },
          },
        ],
      },
    ]);
    expect(reasons).toEqual([
      'The current template is revision 2',
      'The previous revision is 1',
      'Its template replaces the current one; the cluster will record it as a new revision, and 1 leaves the list',
    ]);
    expect(audit).toEqual({
      before: { revision: 2, images: ['app=b'] },
      after: { revision: 1, images: ['app=a'] },
    });
  });

  it('skips when the template is the current one', () => {
    expect(plan(TWO, 2)).toMatchObject({
      noop: true,
      writes: [],
      outcome:
        'deployment.apps/web skipped rollback (current template already matches revision 2)',
    });
  });

  it.each<[string, V1ReplicaSet[], number, string]>([
    ['unknown', TWO, 7, 'unable to find specified revision 7 in history'],
    ['negative', TWO, -1, 'unable to find specified revision -1 in history'],
    [
      'only one',
      [set('2', 'b')],
      0,
      'no rollout history found for deployment "web"',
    ],
    [
      "another's",
      [set('1', 'a', { uid: 'x' }), set('2', 'b')],
      0,
      'no rollout history found for deployment "web"',
    ],
    [
      'no number',
      [set('one', 'a'), set('2', 'b')],
      0,
      'no rollout history found for deployment "web"',
    ],
  ])('refuses: %s', (_, sets, revision, message) => {
    expect(() => plan(sets, revision)).toThrow(message);
  });

  it('counts a missing revision as 0', () => {
    expect(plan([set(undefined, 'a'), set('2', 'b')]).summary).toBe(
      'Roll Deployment web back to revision 0',
    );
  });

  it('takes the later of two with the same highest revision for the previous', () => {
    const { after } = plan([set('2', 'b'), set('2', 'c')]);
    expect(after).toContain('image: c');
  });

  it('says so when paused, unobserved or applied before', () => {
    const workload = live('b', { paused: true });
    workload.metadata!.generation = 3;
    workload.metadata!.annotations![
      'kubectl.kubernetes.io/last-applied-configuration'
    ] = '{}';
    const { findings } = plan(TWO, 0, workload);
    expect(findings.map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      'paused block',
      'unobserved confirm',
      'last-applied info',
    ]);
    expect(findings[0].message).toBe(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
    expect(findings[2].message).toMatch(/^resource deployments\/web was/);
  });
});

describe('toRevisionViews', () => {
  it('lists the newest first, the last of two with one number, and no 0', () => {
    const sets = [set('1', 'a'), set('2', 'x'), set('2', 'b'), set('0', 'o')];
    const deployment = live('b');
    const views = toRevisionViews(
      deployment,
      deploymentRevisions(deployment, sets),
    );
    expect(
      views.map(({ revision, current, images }) => [
        revision,
        current,
        images[0].image,
      ]),
    ).toEqual([
      [2, true, 'b'],
      [1, false, 'a'],
    ]);
  });
});
