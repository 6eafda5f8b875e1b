/**
 * The Kubernetes user and groups that stand for a signed-in person.
 *
 * @public
 */
export interface KubernetesIdentity {
  user: string;
  groups: string[];
}
