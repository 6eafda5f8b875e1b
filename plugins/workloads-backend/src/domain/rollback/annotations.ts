type Annotations = Record<string, string>;

/** Annotations that belong to the live Deployment, whatever the revision says. */
const KEPT = [
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

/**
 * The Deployment's annotations after a rollback (`rollback.go`): those six of
 * the live Deployment, all others of the ReplicaSet. What was added to the
 * Deployment after that revision was superseded is lost; the change cause goes
 * back with the revision.
 */
export function rolledBackAnnotations(
  live: Annotations | undefined,
  replicaSet: Annotations | undefined,
): Annotations {
  const kept = Object.entries(live ?? {}).filter(([key]) => KEPT.includes(key));
  const restored = Object.entries(replicaSet ?? {}).filter(
    ([key]) => !KEPT.includes(key),
  );
  return Object.fromEntries([...kept, ...restored]);
}
