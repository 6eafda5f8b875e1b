import {
  entriesOf,
  fieldsOf,
  textOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { KubernetesClient } from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Surroundings } from '../domain/preflight/facts';
import { hostsInDns } from '../domain/preflight/names';
import { orNone } from './calls';
import { TYPES } from './types';

/** Milliseconds: a form is better without an answer than with a late one. */
const TIMEOUT = 500;

/**
 * Where DNS sends the hosts of objects, and where the cluster is reached. Of a
 * name that is not there, or of a server that does not answer, nothing is known.
 */
export async function readDns(
  reader: KubernetesClient,
  options: {
    objects: readonly Manifest[];
    /** Those that the objects name. */
    gateways: readonly Manifest[];
    signal?: AbortSignal;
  },
): Promise<Surroundings['dns']> {
  const hosts = hostsInDns(options.objects);
  if (hosts.length === 0) {
    return undefined;
  }
  const [known, doors] = await Promise.all([
    Promise.all(hosts.map(async host => [host, await resolve(host)] as const)),
    entrances(reader, options),
  ]);
  const resolved = await Promise.all(
    doors.map(async door => (isIP(door) ? [door] : resolve(door))),
  );
  return {
    addresses: Object.fromEntries(known),
    entrances: [...new Set(resolved.flat())],
  };
}

async function resolve(name: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: TIMEOUT, tries: 1 });
  const answers = await Promise.allSettled([
    resolver.resolve4(name),
    resolver.resolve6(name),
  ]);
  return answers.flatMap(answer =>
    answer.status === 'fulfilled' ? answer.value : [],
  );
}

/** Addresses of the Gateways that HTTPRoutes name, and of other Ingresses of the class. */
async function entrances(
  reader: KubernetesClient,
  {
    objects,
    gateways,
    signal,
  }: {
    objects: readonly Manifest[];
    gateways: readonly Manifest[];
    signal?: AbortSignal;
  },
): Promise<string[]> {
  const classes = objects
    .filter(({ kind }) => kind === 'Ingress')
    .map(({ spec }) => textOf(fieldsOf(spec).ingressClassName));
  const ingresses =
    classes.length > 0
      ? await orNone(
          reader.list<KubernetesObject & { spec?: unknown; status?: unknown }>(
            TYPES.Ingress,
            { signal },
          ),
        )
      : [];
  return [
    ...gateways.flatMap(gateway =>
      entriesOf(fieldsOf(gateway.status).addresses).flatMap(
        ({ value }) => textOf(value) ?? [],
      ),
    ),
    ...ingresses
      .filter(({ spec }) =>
        classes.includes(textOf(fieldsOf(spec).ingressClassName)),
      )
      .flatMap(({ status }) =>
        entriesOf(fieldsOf(fieldsOf(status).loadBalancer).ingress).flatMap(
          ({ ip, hostname }) => textOf(ip) ?? textOf(hostname) ?? [],
        ),
      ),
  ];
}
