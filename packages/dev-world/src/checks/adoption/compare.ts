import { isDeepStrictEqual } from 'node:util';
import type { View } from './portal.ts';
import { failureKey, RANGES, truthOf, type Range } from './truth.ts';
import type { Year } from './types.ts';

/** Figures that were compared, and those that differ. */
export interface Comparison {
  figures: number;
  wrong: string[];
}

/** Every figure of the page against the truth. */
export function compare(view: View, year: Year, range: Range): Comparison {
  const found: Comparison = { figures: 0, wrong: [] };
  const same = (what: string, is: unknown, should: unknown) => {
    found.figures += countOf(should);
    if (!isDeepStrictEqual(is, should)) {
      found.wrong.push(
        `${range} ${what}: ${JSON.stringify(is)}, not ${JSON.stringify(
          should,
        )}`,
      );
    }
  };
  same(
    'paths',
    view.paths.map(one => one.template),
    year.paths.map(one => one.template).sort(),
  );
  same(
    'errors',
    view.errors,
    year.silences
      .filter(({ to }) => to > year.end)
      .map(({ source }) => ({ source, message: `${source} does not answer` })),
  );
  for (const path of year.paths) {
    const truth = truthOf(year, path, range);
    const shown = view.paths.find(one => one.template === path.template);
    if (!shown) {
      found.wrong.push(`${range}: ${path.template} is missing`);
      continue;
    }
    const name = path.template;
    same(`${name} total`, rounded(shown.total), rounded(truth.total));
    const versions = new Map(
      shown.versions.map(({ version, ...rest }) => [version, rounded(rest)]),
    );
    same(
      `${name} versions`,
      [...versions.keys()].sort(),
      [...truth.versions.keys()].sort(),
    );
    for (const [version, expected] of truth.versions) {
      same(`${name} ${version}`, versions.get(version), rounded(expected));
    }
    same(
      `${name} failures`,
      sorted(shown.failures.map(one => [failureKey(one), one.count])),
      sorted([...truth.failures]),
    );
    same(`${name} on latest`, shown.onLatest, truth.onLatest);
    same(`${name} drift`, digits(shown.drift), digits(truth.drift));
    same(
      `${name} periods`,
      shown.periods.map(({ at: _, ...rest }) => rounded(rest)),
      truth.periods.map(rounded),
    );
  }
  compareStrays(view, year, same);
  return found;
}

/** What no path offers, in the words of the page. */
const USES: Record<string, string> = {
  claim: 'persistent volume',
  gpu: 'nvidia.com/gpu',
  sidecar: 'sidecar',
  hostPath: 'host path',
};

function compareStrays(
  view: View,
  year: Year,
  same: (what: string, is: unknown, should: unknown) => void,
): void {
  const groups = new Map<string, number>();
  for (const { kind, special, namespace, owned, passing } of year.strays) {
    const isSystem = /^(kube-|argocd$)/.test(namespace);
    if (!owned && !isSystem && !passing) {
      const uses = [
        ...(kind === 'Deployment' ? [] : [kind]),
        ...special.map(one => USES[one]),
      ];
      const key = uses.sort().join();
      groups.set(key, (groups.get(key) ?? 0) + 1);
    }
  }
  const all = [...groups.values()].reduce((a, b) => a + b, 0);
  same('bypassed', view.bypassed.workloads, all);
  same(
    'all clusters told what is bypassed',
    view.bypassed.isComplete,
    !year.silences.some(
      ({ source, to }) => source !== 'scaffolder' && to > year.end,
    ),
  );
  same(
    'bypassed groups',
    sorted(view.bypassed.groups.map(one => [one.uses.join(), one.count])),
    sorted([...groups]),
  );
}

export type { Range } from './truth.ts';

/** All ranges. */
export const RANGE_NAMES = Object.keys(RANGES) as Range[];

function digits(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toFixed(9));
}

/** Sums may be added in another order. */
function rounded(value: object): object {
  return JSON.parse(
    JSON.stringify(value, (_, one: unknown) =>
      typeof one === 'number' ? digits(one) : one,
    ),
  ) as object;
}

function sorted(pairs: Array<(string | number)[]>): string[] {
  return pairs.map(pair => JSON.stringify(pair)).sort();
}

function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return 1;
  }
  return Object.values(value).reduce<number>(
    (sum, one) => sum + countOf(one),
    0,
  );
}
