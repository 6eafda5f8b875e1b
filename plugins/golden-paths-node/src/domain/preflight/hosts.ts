import {
  hostProblem,
  type GoldenPathFinding,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  entriesOf,
  fieldsOf,
  placeOf,
  textOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Candidate, RouteFact, Surroundings } from './facts';
import { finding } from './finding';

/** Hosts of an Ingress or HTTPRoute; none for other kinds. */
export function hostsOf(object: Manifest): string[] {
  const spec = fieldsOf(object.spec);
  if (object.kind === 'Ingress') {
    return entriesOf(spec.rules).flatMap(({ host }) => textOf(host) ?? []);
  }
  return object.kind === 'HTTPRoute' && Array.isArray(spec.hostnames)
    ? spec.hostnames.flatMap(host => textOf(host) ?? [])
    : [];
}

/** @see RouteFact */
export function routeFact(object: KubernetesObject): RouteFact {
  return {
    kind: object.kind === 'Ingress' ? 'Ingress' : 'HTTPRoute',
    namespace: object.metadata?.namespace ?? '',
    name: object.metadata?.name ?? '',
    hosts: hostsOf(object as Manifest),
  };
}

/** Hosts that are no names, or that somebody else answers at. */
export function hostFindings(
  candidates: readonly Candidate[],
  { routes, namespace }: Surroundings,
): GoldenPathFinding[] {
  return candidates.flatMap(({ object }) => {
    const place = placeOf(object);
    const others = routes.filter(
      route =>
        route.namespace !== namespace || route.name !== object.metadata?.name,
    );
    return hostsOf(object).flatMap(host => {
      const problem = hostProblem(host);
      if (problem) {
        return finding('host', 'block', {
          message: problem,
          object: place,
          field: 'host',
        });
      }
      const taken = others.find(({ hosts }) => hosts.some(covers(host)));
      return taken
        ? finding('host-taken', 'block', {
            message: `host '${host}' is served by ${taken.kind} '${taken.name}' in ${taken.namespace} already; choose another host`,
            object: place,
            field: 'host',
            evidence: {
              kind: taken.kind,
              namespace: taken.namespace,
              name: taken.name,
            },
          })
        : [];
    });
  });
}

/** A wildcard does not take a host away: the exact name is the stronger one. */
function covers(host: string): (other: string) => boolean {
  return other => other.toLowerCase() === host;
}
