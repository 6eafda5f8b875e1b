import type { KubernetesObject } from '@kubernetes/client-node';
import {
  entriesOf,
  fieldsOf,
  isOn,
  textOf,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Refusal } from './refusal';
import type { PrepareOptions } from './types';

/** Name of the route that a preview gets where the branch brings none. */
export const OWN_ROUTE = 'fairway-preview';
const HTTP_ROUTE = 'HTTPRoute';
const ROUTES: ReadonlySet<string> = new Set([HTTP_ROUTE, 'Ingress']);

/** Whether it brings requests in from outside. */
export function isRoute({ kind }: KubernetesObject): boolean {
  return ROUTES.has(kind ?? '');
}

/** The hosts that a route names. */
export function hostsOf(route: Manifest): string[] {
  const spec = fieldsOf(route.spec);
  const hostnames = Array.isArray(spec.hostnames) ? spec.hostnames : [];
  const hosts = entriesOf(spec.rules).map(({ host }) => host);
  return (route.kind === HTTP_ROUTE ? hostnames : hosts).flatMap(
    host => textOf(host) ?? [],
  );
}

/**
 * What of an HTTPRoute would reach another namespace.
 *
 * @param own - the namespace that the manifests are written for, if any
 */
export function checkRoute(
  route: Manifest,
  own: string | undefined,
): Refusal[] {
  return route.kind === HTTP_ROUTE
    ? backendsOf(route)
        .filter(({ namespace }) => isOn(namespace) && namespace !== own)
        .map(({ name, namespace }) => ({
          field: 'spec.rules',
          why: `send requests to '${String(name)}' in namespace '${String(
            namespace,
          )}'; a preview reaches its own Services only`,
        }))
    : [];
}

/** The Secrets of certificates that a route names; {@link routeAt} takes them off. */
export function certificatesOf(route: Manifest): string[] {
  return entriesOf(fieldsOf(route.spec).tls).map(
    ({ secretName }) => textOf(secretName) ?? 'tls',
  );
}

/** The same route, at the preview's host and gateway. */
export function routeAt(
  route: Manifest,
  host: string,
  options: PrepareOptions,
): Manifest {
  return route.kind === HTTP_ROUTE
    ? httpRouteAt(route, host, options)
    : ingressAt(route, host, options);
}

/**
 * A route to what the owner's component serves, for a branch that brings none.
 *
 * @returns in words why there can be none
 */
export function routeFor(
  services: readonly Manifest[],
  host: string,
  options: PrepareOptions,
): Manifest | string {
  const service = serviceToShow(services, options.components);
  if (typeof service === 'string') {
    return service;
  }
  return httpRouteAt(
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: HTTP_ROUTE,
      metadata: { name: OWN_ROUTE },
      spec: { rules: [{ backendRefs: [service] }] },
    },
    host,
    options,
  );
}

function httpRouteAt(
  route: Manifest,
  host: string,
  { gateway }: PrepareOptions,
): Manifest {
  const parent = gateway && {
    namespace: gateway.namespace,
    name: gateway.name,
    ...(gateway.listener && { sectionName: gateway.listener }),
  };
  const spec = withoutNamespaces(fieldsOf(route.spec)) as Fields;
  return {
    ...route,
    spec: { ...spec, parentRefs: parent ? [parent] : [], hostnames: [host] },
  };
}

function ingressAt(
  route: Manifest,
  host: string,
  { ingressClass }: PrepareOptions,
): Manifest {
  // TLS is the gateway's: its certificate would be in a Secret.
  const { tls: _, ...spec } = fieldsOf(route.spec);
  return {
    ...route,
    spec: {
      ...spec,
      ...(ingressClass && { ingressClassName: ingressClass }),
      rules: entriesOf(spec.rules).map(rule => ({ ...rule, host })),
    },
  };
}

/** The references to Services, in rules and in filters that mirror requests. */
function backendsOf(route: Manifest): Fields[] {
  return entriesOf(fieldsOf(route.spec).rules).flatMap(rule => {
    const backends = entriesOf(rule.backendRefs);
    const filters = [rule, ...backends].flatMap(({ filters: list }) =>
      entriesOf(list),
    );
    return [
      ...backends,
      ...filters.map(({ requestMirror }) =>
        fieldsOf(fieldsOf(requestMirror).backendRef),
      ),
    ];
  });
}

/** Rules name namespaces in references only, and those were checked. */
function withoutNamespaces(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNamespaces);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'namespace')
      .map(([key, inner]) => [key, withoutNamespaces(inner)]),
  );
}

function serviceToShow(
  services: readonly Manifest[],
  components: readonly string[],
): { name: string; port: number } | string {
  const named = components.flatMap(component =>
    services.filter(({ metadata }) => metadata?.name === component),
  );
  const candidates: readonly Manifest[] =
    named.length > 0 ? named.slice(0, 1) : services;
  const found = candidates.flatMap(service => {
    const port = httpPort(service);
    return port ? [{ name: service.metadata?.name ?? '', port }] : [];
  });
  if (found.length === 1) {
    return found[0];
  }
  const wanted = `a Service named ${components
    .map(name => `'${name}'`)
    .join(' or ')} with a port named 'http'`;
  return found.length === 0
    ? `Nothing in the manifests answers HTTP: ${wanted} is missing`
    : `${found.length} Services could answer (${found
        .map(({ name }) => name)
        .join(
          ', ',
        )}), and none is the component's: write an HTTPRoute, or ${wanted}`;
}

function httpPort(service: Manifest): number | undefined {
  const ports = entriesOf(fieldsOf(service.spec).ports);
  const port =
    ports.find(({ name }) => name === 'http') ??
    (ports.length === 1 ? ports[0] : undefined);
  return typeof port?.port === 'number' ? port.port : undefined;
}
