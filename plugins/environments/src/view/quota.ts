import {
  quantityToNumber,
  type EnvironmentView,
  type QuotaUse,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What is used of one resource, in numbers: cores, bytes or a count. */
export interface Use {
  resource: string;
  /** Absent = some of it cannot be read. */
  used?: number;
  hard?: number;
}

/** In the order in which people ask for them; others come after these. */
const ORDER = [
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
  'requests.storage',
  'pods',
];

/** Those that fit into a row. */
export const MAIN_RESOURCES = ['requests.cpu', 'requests.memory'] as const;

/** In an order that is the same for all environments; those that allow nothing are left out. */
export function inOrder<U extends { resource: string }>(uses: U[]): U[] {
  const rank = ({ resource }: U) => {
    const at = ORDER.indexOf(resource);
    return at < 0 ? ORDER.length : at;
  };
  return [...uses].sort(
    (a, b) => rank(a) - rank(b) || a.resource.localeCompare(b.resource),
  );
}

/** A quota's line in numbers. */
export function readUse({ resource, used, hard }: QuotaUse): Use {
  return {
    resource,
    used: quantityToNumber(used),
    hard: quantityToNumber(hard),
  };
}

/** A limit of 0 forbids something; it is not a bar that is full. */
export function isForbidden({ hard, used }: Use): boolean {
  return hard === 0 && used === 0;
}

/** Used of hard; absent where it cannot be told. */
export function shareOf({ used, hard }: Use): number | undefined {
  return used === undefined || !hard ? undefined : used / hard;
}

/** What several environments use together, by resource. */
export function sumUse(environments: EnvironmentView[]): Use[] {
  const sums = new Map<string, Use>();
  for (const use of environments.flatMap(({ quota }) => quota).map(readUse)) {
    const { resource } = use;
    const sum = sums.get(resource);
    sums.set(resource, {
      resource,
      used: sum ? add(sum.used, use.used) : use.used,
      hard: sum ? add(sum.hard, use.hard) : use.hard,
    });
  }
  return inOrder([...sums.values()]);
}

/** Unknown and something is unknown. */
function add(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}

/** The environments that share an owner or a team. */
export interface Team {
  ref: string;
  environments: EnvironmentView[];
}

/**
 * Environments by team. A person's count for the team that they are in.
 *
 * @param teamOf - The group of a person, by their entity reference
 */
export function byTeam(
  environments: EnvironmentView[],
  teamOf: ReadonlyMap<string, string>,
): Team[] {
  const teams = new Map<string, EnvironmentView[]>();
  for (const view of environments) {
    const owner = view.owner ?? '';
    const ref = teamOf.get(owner) ?? owner;
    teams.set(ref, [...(teams.get(ref) ?? []), view]);
  }
  return [...teams]
    .map(([ref, own]) => ({ ref, environments: own }))
    .sort((a, b) => a.ref.localeCompare(b.ref));
}
