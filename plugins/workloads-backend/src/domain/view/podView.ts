import type {
  ContainerView,
  PodView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  waitingTrouble,
  podHealth,
  podStatus,
  type ContainerFacts,
  type PodFacts,
} from '@fairway-idp/backstage-plugin-fairway-node/workloads';

/** What the browser is shown of a pod. */
export function podView(pod: PodFacts): PodView {
  const counted = pod.containers.filter(({ role }) => role !== 'init');
  const { health, message } = podHealth(pod);
  return {
    name: pod.name,
    uid: pod.uid,
    status: podStatus(pod),
    health,
    ...(health !== 'Healthy' && { message }),
    readyContainers: counted.filter(({ ready }) => ready).length,
    totalContainers: counted.length,
    restarts: pod.containers.reduce((sum, { restarts }) => sum + restarts, 0),
    ...(pod.node && { node: pod.node }),
    createdAt: pod.createdAt,
    containers: pod.containers.map(containerView),
  };
}

function containerView(container: ContainerFacts): ContainerView {
  const { name, image, role, ready, restarts, now, last } = container;
  const message = now.message || waitingTrouble(container)?.words;
  return {
    name,
    image,
    init: role !== 'app',
    ready,
    restarts,
    state: now.state,
    ...(now.reason && { reason: now.reason }),
    ...(message && { message }),
    hasPrevious: last !== undefined,
  };
}
