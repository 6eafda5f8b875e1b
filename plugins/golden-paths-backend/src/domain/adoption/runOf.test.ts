import { isNews, runOf, withoutNames } from './runOf';
import type { Run } from './types';

const task = (more: object = {}) =>
  ({
    id: 't1',
    status: 'completed',
    createdAt: '2026-02-01 10:00:00',
    createdBy: 'user:default/ada',
    spec: {
      apiVersion: 'scaffolder.backstage.io/v1beta3',
      templateInfo: { entityRef: 'template:default/web' },
      parameters: { name: 'orders' },
      steps: [
        {
          id: 'record',
          name: 'Record',
          action: 'fairway:golden-path:record',
          input: { version: '1.2.0' },
        },
      ],
      output: {},
    },
    ...more,
  } as never);

const event = (type: string, body: object) =>
  ({ id: '1', type, createdAt: '2026-02-01T10:01:00.000Z', body } as never);

describe('runOf', () => {
  it('takes of a task what it was, when, and what came of it', () => {
    const events = [
      event('completion', {
        message: 'done',
        output: {
          links: [{ url: 'x' }, { entityRef: 'component:default/orders' }],
        },
      }),
    ];
    expect(runOf(task(), events)).toEqual({
      task: 't1',
      template: 'template:default/web',
      version: '1.2.0',
      outcome: 'succeeded',
      startedAt: '2026-02-01T10:00:00.000Z',
      endedAt: '2026-02-01T10:01:00.000Z',
      entityRef: 'component:default/orders',
    });
  });

  it('names nobody', () => {
    expect(JSON.stringify(runOf(task(), []))).not.toContain('ada');
  });

  it('tells where it failed: step, field and finding', () => {
    const events = [
      event('log', { message: 'x', stepId: 'preflight', status: 'failed' }),
      event('completion', {
        message: 'failed',
        error: {
          message:
            "The checks against payments-dev of cluster dev found 2: resources: To start it needs 2 of requests.cpu, quota 'team' has 500m left; host: shop.example.com is taken",
        },
      }),
    ];
    expect(runOf(task({ status: 'failed' }), events)).toMatchObject({
      outcome: 'failed',
      failure: {
        step: 'preflight',
        field: 'resources',
        finding: 'To start it needs … of requests.cpu, quota … has … left',
      },
    });
  });

  it.each([
    ['open', 'running'],
    ['processing', 'running'],
    ['cancelled', 'cancelled'],
  ])('a task that is %s is %s', (status, outcome) => {
    expect(runOf(task({ status }), [])).toMatchObject({ outcome });
  });

  it('leaves out tasks of templates that record nothing', () => {
    const spec = {
      templateInfo: { entityRef: 'template:default/x' },
      steps: [],
    };
    expect(runOf(task({ spec }), [])).toBeUndefined();
  });
});

describe('withoutNames', () => {
  it.each([
    [
      'User backstage:default/ada may not create deployments in namespace shop',
      'User … may not create deployments in namespace …',
    ],
    ["There is no Secret 'ada-token' here", 'There is no Secret … here'],
    ['mail ada@example.com', 'mail …'],
    ['Repository /srv/git/ada/x.git exists', 'Repository … exists'],
    ['user ada is unknown', 'user … is unknown'],
  ])('%s', (text, expected) => {
    expect(withoutNames(text)).toBe(expected);
  });
});

describe('isNews', () => {
  const run = (more: Partial<Run> = {}): Run => ({
    ...{ task: 't1', template: 'x', version: '1', outcome: 'failed' },
    startedAt: '2026-02-01T10:00:00.000Z',
    endedAt: '2026-02-01T10:01:00.000Z',
    ...more,
  });

  it.each([
    ['what is not known', 'failed', undefined, true],
    ['what went on', 'processing', run({ outcome: 'running' }), true],
    ['what is tried again', 'open', run(), true],
    ['what succeeded at the second try', 'completed', run(), true],
    [
      'what failed, being tried again',
      'failed',
      run({ outcome: 'succeeded' }),
      true,
    ],
    ['what stays failed', 'failed', run(), false],
    [
      'what stays cancelled',
      'cancelled',
      run({ outcome: 'cancelled', endedAt: undefined }),
      false,
    ],
  ] as const)('of %s', (_, status, known, expected) => {
    expect(isNews({ status }, known)).toBe(expected);
  });

  it.each([
    ['2026-02-01 10:00:59', false],
    ['2026-02-01T10:01:00.000Z', false],
    // Its second try failed, too, maybe for another reason.
    ['2026-02-01 10:02:00', true],
  ])('of what failed and last lived at %s', (lastHeartbeatAt, expected) => {
    expect(isNews({ status: 'failed', lastHeartbeatAt }, run())).toBe(expected);
  });
});
