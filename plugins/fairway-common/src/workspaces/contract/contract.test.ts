import fc from 'fast-check';
import { gitBranchSchema } from '../wire/changes';
import {
  parseWorkspaceRef,
  stringifyWorkspaceRef,
  stringifyWorkspaceWish,
} from '../../refs/workspaceRef';
import { tokenInProtocols, workspaceProtocols } from '../wire/streams';
import { readWorkspace, workspaceAnnotations, workspacePatch } from './read';
import type { WorkspaceRecord } from './record';
import { workspaceName } from './workspaceName';

const record: WorkspaceRecord = {
  spec: {
    entityRef: 'component:default/orders',
    createdBy: 'user:default/alice',
    repository: {
      url: 'https://git.example.com/shop/orders',
      cloneUrl: 'https://git.example.com/shop/orders.git',
      folder: '/home/dev/orders',
    },
    branch: 'main',
    image: { id: 'default', title: 'Default', image: 'workspace:1' },
    tier: 's',
    resources: {
      requests: { cpu: '1', memory: '1Gi' },
      limits: { cpu: '1', memory: '1Gi' },
      storage: '1Gi',
    },
    dependencies: [],
  },
  idleMinutes: 45,
  startedAt: '2026-03-02T12:00:00.000Z',
  lastSignal: { at: '2026-03-02T12:10:00.000Z', what: 'somebody typed' },
  stopped: { at: '2026-03-02T12:20:00.000Z', by: 'a', reason: 'b' },
};

describe('the workspace contract', () => {
  it('reads back what it wrote', () => {
    const reading = readWorkspace(workspaceAnnotations(record));
    expect(reading).toEqual({ outcome: 'workspace', record });
  });

  it('removes what is null and leaves what is not said', () => {
    expect(workspacePatch({ startedAt: null, idleMinutes: 5 })).toEqual({
      'fairway.dev/started-at': null,
      'fairway.dev/idle-minutes': '5',
    });
  });

  it.each([
    [{ 'fairway.dev/workspace-spec': '{}' }, 'cannot be understood'],
    [{ 'fairway.dev/started-at': 'yesterday' }, "is 'yesterday', no time"],
    [{ 'fairway.dev/last-signal': 'x' }, 'fairway.dev/last-signal'],
  ])('leaves %j alone', (more, problem) => {
    const reading = readWorkspace({
      ...workspaceAnnotations(record),
      ...(more as Record<string, string>),
    });
    expect(reading).toEqual({
      outcome: 'garbled',
      problems: [expect.stringContaining(problem)],
    });
  });

  it('leaves alone what says nothing', () => {
    expect(readWorkspace({})).toMatchObject({ outcome: 'garbled' });
  });
});

describe('workspaceName', () => {
  const key = {
    instance: 'i',
    cluster: 'dev',
    namespace: 'sb',
    entityRef: 'component:default/orders',
    branch: '',
  };

  it('is the name of an object, and no other key’s', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ minLength: 200, maxLength: 220 }),
      fc.constantFrom('a.b', 'a-b', 'Ä', '日本', '../x', '$(id)'),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, two] = [a, b].map(branch =>
          workspaceName({ ...key, branch }),
        );
        expect(one).toMatch(/^ws-[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
        expect(one.length).toBeLessThanOrEqual(40);
        expect(one === two).toBe(a === b);
      }),
    );
  });
});

describe('references', () => {
  const ref = { cluster: 'dev', namespace: 'sb-a', name: 'ws-orders-abcdefgh' };
  const wish = {
    cluster: 'dev',
    tier: 's',
    owner: 'user:default/alice',
    entityRef: 'component:default/orders',
  } as const;

  it('are read back', () => {
    expect(parseWorkspaceRef(stringifyWorkspaceRef(ref))).toEqual(ref);
    expect(parseWorkspaceRef(stringifyWorkspaceWish(wish))).toEqual(wish);
  });

  it.each(['', 'a', 'a|b', 'a|b|c', 'a|b|ws-c|d|e', 'dev|x|y|z'])(
    'refuses %j',
    text => {
      expect(() => parseWorkspaceRef(text)).toThrow('workspace reference');
    },
  );
});

it.each([
  ['', true],
  ['main', true],
  ['feature/a-b_c.d', true],
  ['füchse/ж', true],
  ['-x', false],
  ['/a', false],
  ['a/', false],
  ['a..b', false],
  ['a b', false],
  ['a\n', false],
  ['a~1', false],
  ['a.lock', false],
  ['@', false],
  ['a@{1}', false],
  ['.a', false],
  ['a/.b', false],
  ['a'.repeat(201), false],
])('the branch %j is one: %s', (branch, expected) => {
  expect(gitBranchSchema.safeParse(branch).success).toBe(expected);
});

it('finds the token among the subprotocols', () => {
  expect(tokenInProtocols(workspaceProtocols('a.b-c_d').join(', '))).toBe(
    'a.b-c_d',
  );
  expect(tokenInProtocols('fairway.workspace.v1')).toBeUndefined();
});
