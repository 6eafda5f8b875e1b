const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** What is wrong with the name of a namespace; undefined if nothing is. */
export function namespaceProblem(name: string): string | undefined {
  return NAMESPACE.test(name)
    ? undefined
    : `'${name}' is no name of a namespace: at most 63 lower case letters, digits and '-', with a letter or digit at both ends`;
}
