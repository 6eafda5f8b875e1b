/**
 * The one place that loads client-node: it is an ES module, which CommonJS code
 * can only load while it runs.
 *
 * @internal
 */
export function loadClientNode(): Promise<
  typeof import('@kubernetes/client-node')
> {
  return import('@kubernetes/client-node');
}
