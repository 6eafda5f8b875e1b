import {
  entriesOf,
  fieldsOf,
  isOn,
  type Fields,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import type { Refusal } from './refusal';

type Check = (object: Manifest, spec: Fields) => Refusal[];

const CHECKS: Record<string, Check> = {
  Service: checkService,
  ServiceAccount: checkServiceAccount,
  PersistentVolumeClaim: (_, spec) => checkClaim('spec', spec),
  StatefulSet: (_, spec) =>
    entriesOf(spec.volumeClaimTemplates).flatMap((claim, i) =>
      checkClaim(`spec.volumeClaimTemplates[${i}].spec`, claim.spec),
    ),
  Ingress: checkIngress,
};

/** What of an object's own fields, beside its pods, cannot be. */
export function checkFields(object: Manifest): Refusal[] {
  const kind = object.kind ?? '';
  return Object.hasOwn(CHECKS, kind)
    ? CHECKS[kind](object, fieldsOf(object.spec))
    : [];
}

/** @param field - where the claim's spec is */
export function checkClaim(field: string, spec: unknown): Refusal[] {
  const { volumeName, dataSourceRef } = fieldsOf(spec);
  const refusals: Refusal[] = [];
  if (isOn(volumeName)) {
    refusals.push({
      field: `${field}.volumeName`,
      why: 'would take a volume that may hold the data of others',
    });
  }
  if (isOn(fieldsOf(dataSourceRef).namespace)) {
    refusals.push({
      field: `${field}.dataSourceRef.namespace`,
      why: 'would copy the data of another namespace',
    });
  }
  return refusals;
}

function checkService(_: Manifest, spec: Fields): Refusal[] {
  const { type = 'ClusterIP', clusterIP = 'None' } = spec;
  const refusals: Refusal[] = [];
  if (type !== 'ClusterIP') {
    refusals.push({
      field: 'spec.type',
      why: `is ${JSON.stringify(
        type,
      )}; a preview is reached through the gateway, its Services are ClusterIP`,
    });
  }
  if (clusterIP !== 'None' && clusterIP !== '') {
    refusals.push({
      field: 'spec.clusterIP',
      why: 'is one address, and there are many previews; leave it out',
    });
  }
  return [
    ...refusals,
    ...['externalName', 'externalIPs', 'loadBalancerIP']
      .filter(key => isOn(spec[key]))
      .map(key => ({
        field: `spec.${key}`,
        why: 'reaches outside of the preview',
      })),
  ];
}

function checkServiceAccount(object: Manifest): Refusal[] {
  return isOn(object.secrets)
    ? [{ field: 'secrets', why: 'name Secrets, which previews do not have' }]
    : [];
}

function checkIngress(_: Manifest, spec: Fields): Refusal[] {
  return isOn(spec.defaultBackend)
    ? [
        {
          field: 'spec.defaultBackend',
          why: 'would answer for hosts of others; write a rule',
        },
      ]
    : [];
}
