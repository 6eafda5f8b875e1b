/**
 * The parts of an image reference.
 *
 * @public
 * @see https://github.com/distribution/reference
 */
export interface ImageReference {
  /** `docker.io` if none is written. */
  registry: string;
  /** Without the registry, e.g. `shop/cart`. */
  repository: string;
  tag?: string;
  /** e.g. `sha256:…` */
  digest?: string;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const REGISTRY =
  /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
/** What runtimes can check; letters are small there. */
const DIGEST =
  /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const LONGEST_NAME = 255;

/**
 * Reads an image reference as container runtimes do.
 *
 * @public
 * @returns the parts, or what is wrong with it
 */
export function parseImage(
  text: string,
): { image: ImageReference } | { problem: string } {
  if (text === '') {
    return { problem: 'image must not be empty' };
  }
  if (/\s/.test(text)) {
    return { problem: `image '${text}' must not hold spaces` };
  }
  if (/^[a-z][a-z+.-]*:\/\//i.test(text)) {
    return {
      problem: `image '${text}' is a URL; leave out what is before the registry's name`,
    };
  }
  const { name, tag, digest } = split(text);
  const { registry, repository } = splitRegistry(name);
  const problem = problemOf(text, { registry, repository, tag, digest });
  return problem
    ? { problem }
    : { image: { registry, repository, tag, digest } };
}

function split(text: string): { name: string; tag?: string; digest?: string } {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const rest = at < 0 ? text : text.slice(0, at);
  // A colon before the last slash is a registry's port.
  const colon = rest.indexOf(':', rest.lastIndexOf('/') + 1);
  return colon < 0
    ? { name: rest, digest }
    : { name: rest.slice(0, colon), tag: rest.slice(colon + 1), digest };
}

/** The first part is a registry if it has a dot, a port, or is `localhost`. */
function splitRegistry(name: string): { registry: string; repository: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  if (first === 'localhost' || /[.:]/.test(first)) {
    return { registry: first, repository: name.slice(slash + 1) };
  }
  return {
    registry: 'docker.io',
    repository: slash < 0 ? `library/${name}` : name,
  };
}

function problemOf(
  text: string,
  { registry, repository, tag, digest }: ImageReference,
): string | undefined {
  if (!REGISTRY.test(registry)) {
    return `image '${text}': '${registry}' is no name of a registry`;
  }
  if (/[A-Z]/.test(repository)) {
    return `image '${text}': '${repository}' must be in lower case`;
  }
  if (!repository.split('/').every(part => COMPONENT.test(part))) {
    return `image '${text}': '${repository}' is no name of an image`;
  }
  if (repository.length > LONGEST_NAME) {
    return `image: the name must be at most ${LONGEST_NAME} characters long`;
  }
  if (tag !== undefined && !TAG.test(tag)) {
    return `image '${text}': '${tag}' is no tag`;
  }
  return digest !== undefined && !DIGEST.test(digest)
    ? `image '${text}': '${digest}' is no digest, write e.g. sha256:… with 64 hexadecimal digits in lower case`
    : undefined;
}
