const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_HOST = 253;
const LONGEST_LABEL = 63;

const FORMS: ReadonlyArray<{ form: RegExp; message: string }> = [
  {
    form: /^[a-z][a-z0-9+.-]*:\/\//i,
    message: 'is a URL; write the name alone, e.g. shop.example.com',
  },
  { form: /\//, message: 'must not hold a path' },
  { form: /:/, message: 'must not hold a port' },
  {
    form: /^\*/,
    message: 'must not be a wildcard: it would take the hosts of others',
  },
  { form: /^[\d.]+$/, message: 'is an address; a name is needed' },
  { form: /[A-Z]/, message: 'must be in lower case' },
];

/**
 * What is wrong with the port of a container that does not run as root.
 *
 * @public
 * @returns undefined if nothing is
 */
export function portProblem(port: number): string | undefined {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    return `port ${port} must be a whole number from 1 to 65535`;
  }
  return port < 1024
    ? `port ${port} must be 1024 or more: the service does not run as root`
    : undefined;
}

/**
 * What is wrong with a host name, by the rules of Ingress and HTTPRoute: an
 * RFC 1123 subdomain, no address, no port, no wildcard.
 *
 * @public
 * @returns undefined if nothing is
 */
export function hostProblem(host: string): string | undefined {
  if (host === '') {
    return 'host must not be empty';
  }
  const wrong = FORMS.find(({ form }) => form.test(host));
  if (wrong) {
    return `host '${host}' ${wrong.message}`;
  }
  if (host.length > LONGEST_HOST) {
    return `host must be at most ${LONGEST_HOST} characters long, but has ${host.length}`;
  }
  const label = host
    .split('.')
    .find(part => !LABEL.test(part) || part.length > LONGEST_LABEL);
  return label === undefined
    ? undefined
    : `host '${host}': '${label}' must be 1 to ${LONGEST_LABEL} lower case letters, digits and '-', and begin and end with a letter or digit`;
}
