import {
  quantityToNumber,
  type Availability,
  type QuotaUse,
  type WorkspaceResources,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** A quota as the cluster counted it last. */
export interface QuotaCount {
  hard: Readonly<Record<string, string>>;
  used: Readonly<Record<string, string>>;
}

/** What a workspace takes of a quota while it runs. */
function demandOf(
  { requests, limits, storage }: WorkspaceResources,
  withVolume: boolean,
): Record<string, string> {
  return {
    'requests.cpu': requests.cpu,
    cpu: requests.cpu,
    'requests.memory': requests.memory,
    memory: requests.memory,
    'limits.cpu': limits.cpu,
    'limits.memory': limits.memory,
    pods: '1',
    ...(withVolume && {
      'requests.storage': storage,
      persistentvolumeclaims: '1',
    }),
  };
}

/**
 * Whether the quotas have room for a workspace, and if not, for what.
 *
 * @param options.withVolume - false for one that has its volume already
 */
export function fits(
  resources: WorkspaceResources,
  quotas: readonly QuotaCount[],
  options: { withVolume: boolean } = { withVolume: true },
): Availability {
  const demand = demandOf(resources, options.withVolume);
  const shortages = quotas.flatMap(({ hard, used }) =>
    Object.entries(hard).flatMap(([resource, limit]) =>
      shortage(resource, demand[resource], {
        hard: limit,
        used: used[resource] ?? '0',
      }),
    ),
  );
  return shortages.length === 0
    ? { enabled: true }
    : { enabled: false, why: shortages.join('; ') };
}

function shortage(
  resource: string,
  wanted: string | undefined,
  { hard, used }: { hard: string; used: string },
): string[] {
  const [need = 0, most = Infinity, taken = 0] = [
    wanted ?? '0',
    hard,
    used,
  ].map(quantityToNumber);
  // A rounding error must not refuse what fits exactly.
  const isShort = need > 0 && taken + need > most * (1 + 1e-9);
  return isShort
    ? [
        `The sandbox's quota leaves no room for ${resource}: it needs ${wanted}, and ${used} of ${hard} are used`,
      ]
    : [];
}

/** A quota for a form. */
export function quotaUse(quotas: readonly QuotaCount[]): QuotaUse[] {
  return quotas.flatMap(({ hard, used }) =>
    Object.entries(hard).map(([resource, most]) => {
      const taken = used[resource] ?? '0';
      const [all, part] = [most, taken].map(quantityToNumber);
      return {
        resource,
        hard: most,
        used: taken,
        ...(all && part !== undefined && { share: part / all }),
      };
    }),
  );
}
