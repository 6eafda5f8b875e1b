/** RFC 1123 label, as the API server wants it of most names. */
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
/** RFC 1035 label: Services must begin with a letter. */
const SERVICE = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_LABEL = 63;

/**
 * What is wrong with the name of a Kubernetes object that is also a host label,
 * by the rules of `k8s.io/apimachinery`, `pkg/util/validation`. Stricter than a
 * Deployment needs, as a Service of the same name will follow.
 *
 * @public
 * @returns undefined if nothing is
 */
export function nameProblem(
  name: string,
  options: { field?: string; longest?: number } = {},
): string | undefined {
  const { field = 'name', longest = LONGEST_LABEL } = options;
  if (name.length === 0) {
    return `${field} must not be empty`;
  }
  if (name.length > longest) {
    return `${field} must be at most ${longest} characters long, but has ${name.length}`;
  }
  if (!LABEL.test(name)) {
    return `${field} '${name}' must consist of lower case letters, digits and '-', and begin and end with a letter or digit`;
  }
  return SERVICE.test(name)
    ? undefined
    : `${field} '${name}' must begin with a letter, as its Service has to`;
}
