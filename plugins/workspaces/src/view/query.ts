import type {
  WorkspacesFilter,
  WorkspaceView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { isChanging, isTroubled, nameOf, stopsSoon } from './workspaces';

export const SCOPES = ['mine', 'team', 'all'] as const;
export const SORTS = [
  'name',
  'state',
  'owner',
  'activity',
  'stops',
  'cost',
] as const;
export const STATE_FILTERS = [
  'running',
  'stopped',
  'changing',
  'trouble',
  'stopping-soon',
] as const;

/** By what the list may be sorted. */
export type Sort = (typeof SORTS)[number];
/** States as people look for them. */
export type StateFilter = (typeof STATE_FILTERS)[number];

/** What the page shows; it stands in the URL, so that it can be shared. */
export interface Query {
  scope: WorkspacesFilter['scope'];
  text: string;
  state?: StateFilter;
  sort: Sort;
  descending: boolean;
}

/** Reads the URL; what makes no sense counts as not said. */
export function readQuery(params: URLSearchParams): Query {
  const sort = params.get('sort') ?? '';
  return {
    scope: oneOf(SCOPES, params.get('scope')) ?? 'mine',
    text: params.get('q') ?? '',
    state: oneOf(STATE_FILTERS, params.get('state')),
    sort: oneOf(SORTS, sort.replace(/^-/, '')) ?? 'name',
    descending: sort.startsWith('-'),
  };
}

/** What the page shows if nothing else is said. */
export const USUAL_QUERY: Query = readQuery(new URLSearchParams());

/** Inverse of {@link readQuery}; what is usual is not written. */
export function writeQuery(query: Query): URLSearchParams {
  const { scope, text, state, sort, descending } = query;
  const usual: Record<string, string> = { scope: 'mine', sort: 'name' };
  const said: Record<string, string> = {
    scope,
    q: text,
    state: state ?? '',
    sort: descending ? `-${sort}` : sort,
  };
  return new URLSearchParams(
    Object.entries(said).filter(([key, value]) => value !== (usual[key] ?? '')),
  );
}

function oneOf<V extends string>(
  values: readonly V[],
  text: string | null,
): V | undefined {
  return values.find(value => value === text);
}

const STATE_TESTS: Record<
  StateFilter,
  (view: WorkspaceView, now: number) => boolean
> = {
  running: ({ state }) => state === 'running',
  stopped: ({ state }) => state === 'stopped' || state === 'asleep',
  changing: isChanging,
  trouble: isTroubled,
  'stopping-soon': stopsSoon,
};

/** How many there are for each choice of the filter. */
export function countStates(
  workspaces: WorkspaceView[],
  now: number,
): Record<StateFilter, number> {
  const count = (state: StateFilter) =>
    workspaces.filter(view => STATE_TESTS[state](view, now)).length;
  return {
    running: count('running'),
    stopped: count('stopped'),
    changing: count('changing'),
    trouble: count('trouble'),
    'stopping-soon': count('stopping-soon'),
  };
}

function byName(a: WorkspaceView, b: WorkspaceView): number {
  return (
    nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }) ||
    a.name.localeCompare(b.name)
  );
}

/** What is not known comes last, as does what never stops. */
const LAST = Number.MAX_VALUE;

const COMPARE: Record<Sort, (a: WorkspaceView, b: WorkspaceView) => number> = {
  name: byName,
  state: (a, b) => a.state.localeCompare(b.state),
  owner: (a, b) => a.owner.localeCompare(b.owner),
  activity: (a, b) =>
    momentOf(a.idle.lastSignal?.at) - momentOf(b.idle.lastSignal?.at),
  stops: (a, b) => momentOf(a.idle.stopsAt) - momentOf(b.idle.stopsAt),
  cost: (a, b) => (a.cost?.perMonth ?? LAST) - (b.cost?.perMonth ?? LAST),
};

function momentOf(at: string | undefined): number {
  return at ? Date.parse(at) : LAST;
}

/** Those that are asked for, in the order that is asked for. */
export function select(
  workspaces: WorkspaceView[],
  query: Query,
  now: number,
): WorkspaceView[] {
  const { state, text, sort, descending } = query;
  const compare = COMPARE[sort];
  const sign = descending ? -1 : 1;
  return workspaces
    .filter(
      view => (!state || STATE_TESTS[state](view, now)) && matches(view, text),
    )
    .sort((a, b) => sign * compare(a, b) || byName(a, b));
}

/** Every word has to be somewhere in it. */
function matches(view: WorkspaceView, text: string): boolean {
  const { name, namespace, owner, entityRef, cluster, branch } = view;
  const haystack = [name, namespace, owner, entityRef, cluster, branch]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => haystack.includes(word));
}
