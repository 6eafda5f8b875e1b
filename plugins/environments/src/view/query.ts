import {
  ENVIRONMENT_KINDS,
  type EnvironmentKind,
  type EnvironmentsFilter,
  type EnvironmentView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { expiresSoon, isChanging, isTroubled, nameOf } from './environments';

export const SCOPES = ['mine', 'team', 'all'] as const;
export const PARTS = ['list', 'quota'] as const;
export const SORTS = [
  'title',
  'state',
  'owner',
  'expiry',
  'use',
  'cost',
] as const;
export const STATE_FILTERS = [
  'awake',
  'asleep',
  'changing',
  'trouble',
  'expiring',
] as const;

/** The two parts of the page. */
export type Part = (typeof PARTS)[number];
/** By what the list may be sorted. */
export type Sort = (typeof SORTS)[number];
/** States as people look for them. */
export type StateFilter = (typeof STATE_FILTERS)[number];

/** What the page shows; it stands in the URL, so that it can be shared. */
export interface Query {
  scope: EnvironmentsFilter['scope'];
  part: Part;
  text: string;
  kind?: EnvironmentKind;
  state?: StateFilter;
  sort: Sort;
  descending: boolean;
}

/** Reads the URL; what makes no sense counts as not said. */
export function readQuery(params: URLSearchParams): Query {
  const sort = params.get('sort') ?? '';
  return {
    scope: oneOf(SCOPES, params.get('scope')) ?? 'mine',
    part: oneOf(PARTS, params.get('view')) ?? 'list',
    text: params.get('q') ?? '',
    kind: oneOf(ENVIRONMENT_KINDS, params.get('kind')),
    state: oneOf(STATE_FILTERS, params.get('state')),
    sort: oneOf(SORTS, sort.replace(/^-/, '')) ?? 'title',
    descending: sort.startsWith('-'),
  };
}

/** What the page shows if nothing else is said. */
export const USUAL_QUERY: Query = readQuery(new URLSearchParams());

/** Inverse of {@link readQuery}; what is usual is not written. */
export function writeQuery(query: Query): URLSearchParams {
  const params = new URLSearchParams();
  const { scope, part, text, kind, state, sort, descending } = query;
  const usual: Record<string, string> = {
    scope: 'mine',
    view: 'list',
    q: '',
    kind: '',
    state: '',
    sort: 'title',
  };
  const said: Record<string, string> = {
    scope,
    view: part,
    q: text,
    kind: kind ?? '',
    state: state ?? '',
    sort: descending ? `-${sort}` : sort,
  };
  Object.entries(said)
    .filter(([key, value]) => value !== usual[key])
    .forEach(([key, value]) => params.set(key, value));
  return params;
}

function oneOf<V extends string>(
  values: readonly V[],
  text: string | null,
): V | undefined {
  return values.find(value => value === text);
}

const STATE_TESTS: Record<
  StateFilter,
  (view: EnvironmentView, now: number) => boolean
> = {
  awake: ({ state }) => state === 'awake',
  asleep: ({ state }) => state === 'asleep',
  changing: isChanging,
  trouble: isTroubled,
  expiring: expiresSoon,
};

/** How many there are for each choice of the filter. */
export function countStates(
  environments: EnvironmentView[],
  now: number,
): Record<StateFilter, number> {
  const entries = STATE_FILTERS.map(state => [
    state,
    environments.filter(view => STATE_TESTS[state](view, now)).length,
  ]);
  return Object.fromEntries(entries);
}

function byTitle(a: EnvironmentView, b: EnvironmentView): number {
  return (
    nameOf(a).localeCompare(nameOf(b), undefined, { numeric: true }) ||
    a.namespace.localeCompare(b.namespace)
  );
}

/** What is not known comes last, as does what never expires. */
const LAST = Number.MAX_VALUE;

const COMPARE: Record<
  Sort,
  (a: EnvironmentView, b: EnvironmentView) => number
> = {
  title: byTitle,
  state: (a, b) => a.state.localeCompare(b.state),
  owner: (a, b) => (a.owner ?? '').localeCompare(b.owner ?? ''),
  expiry: (a, b) => expiryOf(a) - expiryOf(b),
  use: (a, b) => fullestShare(a) - fullestShare(b),
  cost: (a, b) => (a.cost.perMonth ?? LAST) - (b.cost.perMonth ?? LAST),
};

function expiryOf({ expiresAt }: EnvironmentView): number {
  return expiresAt ? Date.parse(expiresAt) : LAST;
}

/** Share of the resource of which least is left. */
function fullestShare({ quota }: EnvironmentView): number {
  return Math.max(0, ...quota.map(({ share }) => share ?? 0));
}

/** Those that are asked for, in the order that is asked for. */
export function select(
  environments: EnvironmentView[],
  query: Query,
  now: number,
): EnvironmentView[] {
  const { kind, state, text, sort, descending } = query;
  const found = environments.filter(
    view =>
      (!kind || view.kind === kind) &&
      (!state || STATE_TESTS[state](view, now)) &&
      matches(view, text),
  );
  const compare = COMPARE[sort];
  const sign = descending ? -1 : 1;
  return found.sort((a, b) => sign * compare(a, b) || byTitle(a, b));
}

/** Every word has to be somewhere in it. */
function matches(view: EnvironmentView, text: string): boolean {
  const { namespace, owner, entity, cluster } = view;
  const haystack = [nameOf(view), namespace, owner, entity, cluster]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => haystack.includes(word));
}
