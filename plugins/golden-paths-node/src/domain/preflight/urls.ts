import {
  entriesOf,
  fieldsOf,
  textOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { hostsOf } from './hosts';

const USUAL_PORTS: Record<string, number> = { http: 80, https: 443 };

/** The Gateways that HTTPRoutes name, by namespace and name. */
export function gatewaysOf(
  objects: readonly Manifest[],
  namespace: string,
): Array<{ namespace: string; name: string; section?: string }> {
  return objects
    .filter(({ kind }) => kind === 'HTTPRoute')
    .flatMap(({ spec }) => entriesOf(fieldsOf(spec).parentRefs))
    .map(ref => ({
      namespace: textOf(ref.namespace) ?? namespace,
      name: textOf(ref.name) ?? '',
      section: textOf(ref.sectionName),
    }));
}

/**
 * At which URLs the HTTPRoutes among objects will answer, as their Gateways have
 * it; HTTPS before HTTP. Of a Gateway that is not known, nothing is said.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
export function urlsOf(
  objects: readonly Manifest[],
  options: { namespace: string; gateways: readonly Manifest[] },
): string[] {
  const { namespace, gateways } = options;
  const urls = objects.flatMap(object =>
    gatewaysOf([object], namespace).flatMap(ref => {
      const gateway = gateways.find(
        ({ metadata }) =>
          metadata?.name === ref.name && metadata.namespace === ref.namespace,
      );
      return entriesOf(fieldsOf(gateway?.spec).listeners)
        .filter(({ name }) => !ref.section || name === ref.section)
        .flatMap(listener =>
          hostsOf(object).flatMap(host => urlAt(host, listener) ?? []),
        );
    }),
  );
  const isSecure = (url: string) => url.startsWith('https:');
  return [...new Set(urls)].sort(
    (a, b) => Number(isSecure(b)) - Number(isSecure(a)),
  );
}

function urlAt(
  host: string,
  { protocol, port, hostname }: Record<string, unknown>,
): string | undefined {
  const scheme = textOf(protocol)?.toLowerCase() ?? '';
  if (!Object.hasOwn(USUAL_PORTS, scheme) || !takes(textOf(hostname), host)) {
    return undefined;
  }
  return port === USUAL_PORTS[scheme] || typeof port !== 'number'
    ? `${scheme}://${host}/`
    : `${scheme}://${host}:${port}/`;
}

/** A listener without a host name takes all of them. */
function takes(hostname: string | undefined, host: string): boolean {
  return hostname?.startsWith('*.')
    ? host.endsWith(hostname.slice(1))
    : !hostname || hostname === host;
}
