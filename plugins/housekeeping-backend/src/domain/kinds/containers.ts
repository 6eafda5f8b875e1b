import type { V1Container, V1PodSpec } from '@kubernetes/client-node';
import { intern } from './intern';

/** What is asked about a container. */
export interface ContainerFacts {
  name: string;
  image: string;
  /** The first port that it declares. */
  port: number | undefined;
  readiness: boolean;
  liveness: boolean;
  requests: Readonly<Record<string, string>> | undefined;
  limits: Readonly<Record<string, string>> | undefined;
}

/** Containers that run as long as the pod does. */
export function containersOf(
  spec: V1PodSpec | undefined,
): readonly ContainerFacts[] {
  return (spec?.containers ?? []).map(containerFacts);
}

function containerFacts(container: V1Container): ContainerFacts {
  const { name, image = '', ports, resources } = container;
  return {
    name: intern(name),
    image: intern(image),
    port: ports?.find(({ protocol = 'TCP' }) => protocol === 'TCP')
      ?.containerPort,
    readiness: container.readinessProbe !== undefined,
    liveness: container.livenessProbe !== undefined,
    requests: resources?.requests,
    limits: resources?.limits,
  };
}
