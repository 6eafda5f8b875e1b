import { inMinutes, someStopped, someWorkspace } from '../testdata';
import {
  countStates,
  type Query,
  readQuery,
  select,
  USUAL_QUERY,
  writeQuery,
} from './query';

describe('what stands in the address', () => {
  it.each<[string, Partial<Query>]>([
    ['', {}],
    ['scope=all', { scope: 'all' }],
    [
      'scope=team&q=orders+bob&state=stopping-soon&sort=-cost',
      {
        scope: 'team',
        text: 'orders bob',
        state: 'stopping-soon',
        sort: 'cost',
        descending: true,
      },
    ],
  ])('%j is read and written', (text, said) => {
    const query = { ...USUAL_QUERY, ...said };
    expect(readQuery(new URLSearchParams(text))).toEqual(query);
    expect(String(writeQuery(query))).toBe(text);
  });

  it('counts as not said if it makes no sense', () => {
    expect(
      readQuery(new URLSearchParams('scope=x&state=y&sort=-z&view=quota')),
    ).toEqual({ ...USUAL_QUERY, descending: true });
  });
});

const now = Date.now();
const running = someWorkspace({ name: 'ws-a', createdAt: '2026-11-03' });
const soon = someWorkspace({
  name: 'ws-b',
  entityRef: 'component:default/cart',
  owner: 'user:default/alice',
  branch: '',
  idle: { ...running.idle, stopsAt: inMinutes(5) },
  cost: undefined,
});
const stopped = someStopped({ name: 'ws-c', branch: 'zebra' });
const failed = someWorkspace({ name: 'ws-d', state: 'failed' });
const starting = someWorkspace({ name: 'ws-e', state: 'starting' });
const all = [running, soon, stopped, failed, starting];

const names = (query: Partial<Query>) =>
  select(all, { ...USUAL_QUERY, ...query }, now).map(({ name }) => name);

describe('the list', () => {
  it('counts by what people look for', () => {
    expect(countStates(all, now)).toEqual({
      running: 2,
      stopped: 1,
      changing: 1,
      trouble: 1,
      'stopping-soon': 1,
    });
  });

  it.each<[Partial<Query>, string[]]>([
    [{ state: 'running' }, ['ws-b', 'ws-a']],
    [{ state: 'stopping-soon' }, ['ws-b']],
    [{ text: 'ALICE cart' }, ['ws-b']],
    [{ text: 'zebra' }, ['ws-c']],
    [{ text: 'nothing like this' }, []],
    [{ sort: 'owner' }, ['ws-b', 'ws-a', 'ws-d', 'ws-e', 'ws-c']],
    [{ sort: 'stops' }, ['ws-b', 'ws-a', 'ws-d', 'ws-e', 'ws-c']],
    [
      { sort: 'activity', descending: true },
      ['ws-c', 'ws-b', 'ws-a', 'ws-d', 'ws-e'],
    ],
    [{ sort: 'cost' }, ['ws-a', 'ws-d', 'ws-e', 'ws-c', 'ws-b']],
  ])('%j', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });
});
