import {
  CAPACITY_RANGES,
  CAPACITY_RESOURCES,
  FINDING_STATES,
  HEALTH_FACTS,
  type CapacityFilter,
  type CapacityResource,
  type FindingsFilter,
  type FindingState,
  type HealthFactId,
} from '@fairway-idp/backstage-plugin-fairway-common';

export const SCOPES = ['mine', 'team', 'all'] as const;
export const PARTS = ['findings', 'health', 'capacity', 'ledger'] as const;

/** A part of the page, each behind a tab. */
export type Part = (typeof PARTS)[number];

/** What the page shows; it stands in the URL, so that it can be shared. */
export interface Query {
  part: Part;
  scope: FindingsFilter['scope'];
  text: string;
  /** Id of a rule. */
  rule?: string;
  state?: FindingState;
  cluster?: string;
  /** Entity reference of an owner. */
  owner?: string;
  /** Entity reference of a component. */
  entity?: string;
  fact?: HealthFactId;
  range: CapacityFilter['range'];
  resource: CapacityResource;
}

/** Reads the URL; what makes no sense counts as not said. */
export function readQuery(params: URLSearchParams): Query {
  const get = (key: string) => params.get(key) || undefined;
  return {
    part: oneOf(PARTS, params.get('view')) ?? 'findings',
    scope: oneOf(SCOPES, params.get('scope')) ?? 'mine',
    text: params.get('q') ?? '',
    rule: get('rule'),
    state: oneOf(FINDING_STATES, params.get('state')),
    cluster: get('cluster'),
    owner: get('owner'),
    entity: get('entity'),
    fact: oneOf(HEALTH_FACTS, params.get('fact')),
    range: oneOf(CAPACITY_RANGES, params.get('range')) ?? '24h',
    resource: oneOf(CAPACITY_RESOURCES, params.get('resource')) ?? 'cpu',
  };
}

/** What the page shows if nothing else is said. */
export const USUAL_QUERY: Query = readQuery(new URLSearchParams());

/** The name in the URL where it is not that of the property. */
const KEYS: Partial<Record<keyof Query, string>> = { part: 'view', text: 'q' };

/** Inverse of {@link readQuery}; what is usual is not written. */
export function writeQuery(query: Query): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const property = name as keyof Query;
    if (value && value !== USUAL_QUERY[property]) {
      params.set(KEYS[property] ?? property, value);
    }
  }
  return params;
}

/** A query without what narrows the list down. */
export const NO_FILTER = {
  text: '',
  rule: undefined,
  state: undefined,
  cluster: undefined,
  owner: undefined,
  entity: undefined,
  fact: undefined,
} satisfies Partial<Query>;

/** Whether anything narrows the list of this part down. */
export function isFiltered(query: Query): boolean {
  return Object.keys(NO_FILTER).some(
    property =>
      query[property as keyof Query] !== undefined &&
      query[property as keyof Query] !== '',
  );
}

function oneOf<V extends string>(
  values: readonly V[],
  text: string | null,
): V | undefined {
  return values.find(value => value === text);
}

/** Every word has to be somewhere in one of the texts. */
export function matches(
  text: string,
  ...within: Array<string | undefined>
): boolean {
  const haystack = within.join(' ').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => haystack.includes(word));
}
