import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import { placeOf } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Candidate, Surroundings } from './facts';
import { finding } from './finding';
import { hostsOf } from './hosts';

/** Names that no server is asked about: RFC 6761 and RFC 6762. */
const LOCAL = /(^|\.)(localhost|test|invalid|example|local|internal)$/;

/** Hosts of the objects that DNS can say something about. */
export function hostsInDns(objects: readonly Candidate['object'][]): string[] {
  return [
    ...new Set(objects.flatMap(hostsOf).map(host => host.toLowerCase())),
  ].filter(host => !host.includes('*') && !LOCAL.test(host));
}

/**
 * Hosts that DNS sends elsewhere: what is made would never be asked. A host that
 * DNS does not know yet is free.
 */
export function dnsFindings(
  candidates: readonly Candidate[],
  { dns }: Surroundings,
): GoldenPathFinding[] {
  return candidates.flatMap(({ object }) =>
    hostsInDns([object]).flatMap(host => {
      const found = dns?.addresses[host] ?? [];
      const ours = dns?.entrances ?? [];
      // Where it is not known who answers, nobody answers elsewhere.
      if (ours.length === 0 || found.length === 0) {
        return [];
      }
      return found.some(address => ours.includes(address))
        ? []
        : finding('host-elsewhere', 'confirm', {
            message: `DNS sends host '${host}' to ${found.join(
              ', ',
            )}, where somebody else answers; requests would not come to ${ours.join(
              ', ',
            )}`,
            object: placeOf(object),
            field: 'host',
            evidence: { dns: found.join(', '), cluster: ours.join(', ') },
          });
    }),
  );
}
