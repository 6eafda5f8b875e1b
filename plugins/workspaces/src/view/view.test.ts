import {
  EMPTY,
  REF,
  someCluster,
  someOptions,
  someStopped,
  someView,
  someWorkspace,
} from '../testdata';
import { sumCost } from './cost';
import {
  branchProblem,
  defaultPlace,
  defaultTier,
  firstDraft,
  inputOf,
  isComplete,
  placeKey,
} from './draft';
import {
  inOrder,
  isCertainlyEmpty,
  isTroubled,
  nameOf,
  unpushedCount,
} from './workspaces';

describe('a workspace', () => {
  it('is called by its component, and its branch where that was chosen', () => {
    expect(nameOf(someWorkspace())).toBe('orders (faster-checkout)');
    expect(nameOf(someWorkspace({ branch: '' }))).toBe('orders');
    expect(nameOf({ entityRef: '/', branch: '' })).toBe('/');
  });

  it('is in trouble when it failed, or something is in its way', () => {
    const problem = { reason: 'ImagePull', message: 'x', hint: 'y' };
    expect(isTroubled(someWorkspace())).toBe(false);
    expect(isTroubled(someWorkspace({ state: 'failed' }))).toBe(true);
    expect(isTroubled(someWorkspace({ state: 'starting', problem }))).toBe(
      true,
    );
  });

  it('has work that is nowhere else, or nobody has looked', () => {
    const unpushed = { checkedAt: '', changes: 2, commits: 1, stashes: 0 };
    expect(unpushedCount({ unpushed })).toBe(3);
    expect(unpushedCount({})).toBeUndefined();
  });
});

describe('workspaces', () => {
  it('are none for sure only if each cluster says so', () => {
    expect(isCertainlyEmpty(EMPTY)).toBe(true);
    expect(
      isCertainlyEmpty(
        someView(
          someCluster({ workspaces: [] }),
          someCluster({ state: 'unreachable', workspaces: [] }),
        ),
      ),
    ).toBe(false);
  });

  it('come newest first', () => {
    const old = someWorkspace({ name: 'ws-old', createdAt: '2026-10-01' });
    const young = someStopped({ name: 'ws-young', createdAt: '2026-11-20' });
    expect(inOrder([old, young])).toEqual([young, old]);
  });

  it('cost what is known; the rest is counted', () => {
    expect(
      sumCost([someWorkspace(), someWorkspace({ cost: undefined })]),
    ).toEqual({ perMonth: 14.5, currency: 'USD', unknown: 1 });
    expect(sumCost([{}])).toEqual({
      perMonth: undefined,
      currency: undefined,
      unknown: 1,
    });
  });
});

describe('the form of a new workspace', () => {
  const options = someOptions();
  const first = firstDraft(options);

  it('begins with the defaults', () => {
    expect(inputOf(first, options)).toEqual({
      entityRef: 'component:default/orders',
      cluster: 'dev',
      namespace: REF.namespace,
      tier: 's',
      image: 'debian',
      idleMinutes: 30,
    });
    expect(isComplete(first, options)).toBe(true);
  });

  it('tells what was chosen, and leaves a new sandbox to the backend', () => {
    const draft = {
      ...first,
      branch: ' faster-checkout ',
      place: placeKey({ cluster: 'dev', namespace: '' }),
      idleMinutes: '60',
      innerLoopTool: 'skaffold' as const,
    };
    expect(inputOf(draft, options)).toEqual({
      entityRef: 'component:default/orders',
      branch: 'faster-checkout',
      cluster: 'dev',
      tier: 's',
      image: 'debian',
      idleMinutes: 60,
      innerLoopTool: 'skaffold',
    });
  });

  it.each([
    [{ branch: '--upload-pack=x' }],
    [{ branch: 'a..b' }],
    [{ idleMinutes: '481' }],
    [{ idleMinutes: '' }],
    [{ place: 'elsewhere|x' }],
  ])('cannot be sent with %j', wrong => {
    expect(isComplete({ ...first, ...wrong }, options)).toBe(false);
  });

  it('says what is wrong with a branch', () => {
    expect(branchProblem('feature/x')).toBeUndefined();
    expect(branchProblem('a b')).toMatch(/^branch must be/);
  });

  it('knows where it goes, and whether that has room', () => {
    expect(defaultPlace(options)?.namespace).toBe(REF.namespace);
    expect(defaultTier(options)?.fits.enabled).toBe(true);
    expect(defaultPlace({ ...options, places: [] })).toBeUndefined();
  });
});
