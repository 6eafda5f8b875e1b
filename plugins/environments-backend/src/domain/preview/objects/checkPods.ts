import {
  entriesOf,
  fieldsOf,
  isOn,
  type Manifest,
  containersOf,
  podTemplateOf,
  volumesOf,
  type PodTemplate,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { checkClaim } from './checkFields';
import type { Refusal } from './refusal';

const OF_THE_NODE: Record<string, string> = {
  hostNetwork: 'would share the network of the node',
  hostPID: 'would see the processes of the node',
  hostIPC: 'would share memory with the node',
  nodeName: 'would go past the scheduler; the platform says where previews run',
};

/** What of a workload's pods cannot be. The cluster's Pod Security is the fence behind. */
export function checkPods(object: Manifest): Refusal[] {
  const pods = podTemplateOf(object);
  return pods
    ? [
        ...checkNode(pods),
        ...containersOf(pods).flatMap(({ field, container }) =>
          checkContainer(field, container),
        ),
        ...volumesOf(pods).flatMap(({ field, volume }) =>
          checkVolume(field, volume),
        ),
      ]
    : [];
}

function checkNode({ field, spec }: PodTemplate): Refusal[] {
  return Object.entries(OF_THE_NODE)
    .filter(([key]) => isOn(spec[key]))
    .map(([key, why]) => ({ field: `${field}.${key}`, why }));
}

function checkContainer(
  field: string,
  container: Record<string, unknown>,
): Refusal[] {
  const { privileged } = fieldsOf(container.securityContext);
  const refusals: Refusal[] = [];
  if (isOn(privileged)) {
    refusals.push({
      field: `${field}.securityContext.privileged`,
      why: 'would own the node',
    });
  }
  entriesOf(container.ports).forEach(({ hostPort }, i) => {
    if (isOn(hostPort) && hostPort !== 0) {
      refusals.push({
        field: `${field}.ports[${i}].hostPort`,
        why: 'would take a port of the node; write a Service',
      });
    }
  });
  return refusals;
}

function checkVolume(
  field: string,
  volume: Record<string, unknown>,
): Refusal[] {
  const refusals: Refusal[] = [];
  if (isOn(volume.hostPath)) {
    refusals.push({
      field: `${field}.hostPath`,
      why: 'would reach the files of the node',
    });
  }
  entriesOf(fieldsOf(volume.projected).sources).forEach((source, i) => {
    if (isOn(source.serviceAccountToken)) {
      refusals.push({
        field: `${field}.projected.sources[${i}].serviceAccountToken`,
        why: 'is a token for others to trust; previews have none',
      });
    }
  });
  const { volumeClaimTemplate } = fieldsOf(volume.ephemeral);
  return [
    ...refusals,
    ...checkClaim(
      `${field}.ephemeral.volumeClaimTemplate.spec`,
      fieldsOf(volumeClaimTemplate).spec,
    ),
  ];
}
