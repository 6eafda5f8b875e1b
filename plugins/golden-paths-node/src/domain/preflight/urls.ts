import {
  entriesOf,
  fieldsOf,
  textOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { gatewaysOf, serves } from './gateways';
import { hostsOf } from './hosts';

const USUAL_PORTS: Record<string, number> = { http: 80, https: 443 };

/**
 * At which URLs the HTTPRoutes among objects will answer, as their Gateways have
 * it, and the Ingresses, by HTTPS where they name a certificate; HTTPS before HTTP.
 * Of a Gateway that is not known, nothing is said.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
export function urlsOf(
  objects: readonly Manifest[],
  options: { namespace: string; gateways: readonly Manifest[] },
): string[] {
  const urls = objects.flatMap(object =>
    object.kind === 'Ingress'
      ? urlsOfIngress(object)
      : urlsOfRoute(object, options),
  );
  const isSecure = (url: string) => url.startsWith('https:');
  return [...new Set(urls)].sort(
    (a, b) => Number(isSecure(b)) - Number(isSecure(a)),
  );
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressSpec */
function urlsOfIngress(object: Manifest): string[] {
  const secure = entriesOf(fieldsOf(object.spec).tls).flatMap(({ hosts }) =>
    Array.isArray(hosts) ? hosts.flatMap(host => textOf(host) ?? []) : [],
  );
  return hostsOf(object)
    .filter(host => !host.startsWith('*'))
    .map(host =>
      secure.some(pattern => serves(pattern, host))
        ? `https://${host}/`
        : `http://${host}/`,
    );
}

function urlsOfRoute(
  object: Manifest,
  { namespace, gateways }: Parameters<typeof urlsOf>[1],
): string[] {
  return gatewaysOf(object, namespace).flatMap(ref => {
    const gateway = gateways.find(
      ({ metadata }) =>
        metadata?.name === ref.name && metadata.namespace === ref.namespace,
    );
    return entriesOf(fieldsOf(gateway?.spec).listeners)
      .filter(({ name }) => !ref.listener || name === ref.listener)
      .flatMap(listener =>
        hostsOf(object).flatMap(host => urlAt(host, listener) ?? []),
      );
  });
}

function urlAt(
  host: string,
  { protocol, port, hostname }: Record<string, unknown>,
): string | undefined {
  const scheme = textOf(protocol)?.toLowerCase() ?? '';
  if (!Object.hasOwn(USUAL_PORTS, scheme) || !serves(textOf(hostname), host)) {
    return undefined;
  }
  return port === USUAL_PORTS[scheme] || typeof port !== 'number'
    ? `${scheme}://${host}/`
    : `${scheme}://${host}:${port}/`;
}
