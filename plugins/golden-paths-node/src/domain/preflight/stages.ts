import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { finding } from './finding';

/** Where something runs, and at which hosts it answers there. */
export interface Stand {
  /** Undefined: where it runs first. */
  stage?: string;
  cluster: string;
  namespace: string;
  hosts: readonly string[];
}

/**
 * What a later stage takes from those before it. Nothing of it is there yet, so
 * that no cluster finds it: whoever delivers last would overwrite the others.
 *
 * @param before - In the order of delivery
 */
export function stageFindings(
  one: Stand,
  before: readonly Stand[],
): GoldenPathFinding[] {
  const near = before.filter(({ cluster }) => cluster === one.cluster);
  const same = near.find(({ namespace }) => namespace === one.namespace);
  return [
    ...(same
      ? [
          finding('same-place', 'block', {
            message: `it is to be delivered to ${one.namespace} of cluster ${
              one.cluster
            }, as ${nameOf(same)} is; choose another namespace`,
            field: 'target',
          }),
        ]
      : []),
    ...[...new Set(one.hosts)].flatMap(host => {
      const other = near.find(({ hosts }) => hosts.includes(host));
      return other
        ? finding('same-host', 'block', {
            message: `host '${host}' is that of ${nameOf(
              other,
            )}, too; choose another host`,
            field: 'host',
          })
        : [];
    }),
  ];
}

function nameOf({ stage }: Stand): string {
  return stage ?? 'where it runs first';
}
