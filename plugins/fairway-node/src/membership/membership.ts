import { InputError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import { matchesSelector } from './labelSelector';
import { parseLabelSelector, type Requirement } from './parseLabelSelector';

/** The annotations of the upstream Kubernetes plugin, which entities already have. @public */
export const ANNOTATIONS = {
  id: 'backstage.io/kubernetes-id',
  selector: 'backstage.io/kubernetes-label-selector',
  namespace: 'backstage.io/kubernetes-namespace',
  cluster: 'backstage.io/kubernetes-cluster',
} as const;

/** Which workloads are an entity's. @public */
export interface Membership {
  requirements: Requirement[];
  /** Only this namespace. */
  namespace?: string;
  /** Only this cluster. */
  cluster?: string;
}

/**
 * Reads an entity's annotations. A label selector decides instead of the id,
 * as it does upstream.
 *
 * @throws InputError `MissingAnnotation: …` if the entity names no workloads,
 *   or naming the annotation that cannot be understood
 *
 * @public
 */
export function membershipOf(entity: Entity, entityRef: string): Membership {
  const annotations = entity.metadata.annotations ?? {};
  return {
    requirements: requirementsOf(annotations, entityRef),
    namespace: annotations[ANNOTATIONS.namespace]?.trim() || undefined,
    cluster: annotations[ANNOTATIONS.cluster]?.trim() || undefined,
  };
}

function requirementsOf(
  annotations: Record<string, string>,
  entityRef: string,
): Requirement[] {
  const selector = annotations[ANNOTATIONS.selector]?.trim();
  if (selector) {
    return parseSelector(selector, entityRef);
  }
  const id = annotations[ANNOTATIONS.id]?.trim();
  if (!id) {
    throw new InputError(
      `MissingAnnotation: ${entityRef} has neither the annotation ${ANNOTATIONS.id} nor ${ANNOTATIONS.selector}; add one of them to its catalog-info.yaml to say which workloads are its own`,
    );
  }
  return [{ key: ANNOTATIONS.id, operator: 'in', values: [id] }];
}

const NEGATIVE: Array<Requirement['operator']> = ['notin', 'absent'];

/** A selector that asks for nothing would take every workload of a cluster. */
function parseSelector(selector: string, entityRef: string): Requirement[] {
  try {
    const requirements = parseLabelSelector(selector);
    if (requirements.every(({ operator }) => NEGATIVE.includes(operator))) {
      throw new InputError(
        `'${selector}' names no label that a workload must have, e.g. app=web`,
      );
    }
    return requirements;
  } catch (error) {
    throw new InputError(
      `Annotation ${ANNOTATIONS.selector} of ${entityRef}: ${
        (error as Error).message
      }`,
    );
  }
}

/** A workload, as far as membership goes. @public */
export interface Candidate {
  cluster: string;
  namespace: string;
  labels: Readonly<Record<string, string>>;
}

/** Whether a workload is the entity's: the only function that decides it. @public */
export function isMember(
  membership: Membership,
  { cluster, namespace, labels }: Candidate,
): boolean {
  return (
    (membership.cluster ?? cluster) === cluster &&
    (membership.namespace ?? namespace) === namespace &&
    matchesSelector(membership.requirements, labels)
  );
}
