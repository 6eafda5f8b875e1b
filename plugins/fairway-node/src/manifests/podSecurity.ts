import {
  entriesOf,
  fieldsOf,
  isOn,
  type Fields,
  type Manifest,
} from './fields';
import { containersOf, podTemplateOf, volumesOf } from './pods';

const SAFE_VOLUMES = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);
const SAFE_SECCOMP = new Set<unknown>(['RuntimeDefault', 'Localhost']);
const SAFE_CAPABILITY = 'NET_BIND_SERVICE';

/**
 * Which rules of the Pod Security Standard `restricted` a workload's pods break,
 * so that the API server will refuse them. What is refused for every preview is
 * not among them.
 *
 * @returns one line a rule; empty if they break none
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 *
 * @public
 */
export function brokenPodSecurity(object: Manifest): string[] {
  const pods = podTemplateOf(object);
  if (!pods) {
    return [];
  }
  const ofPod = fieldsOf(pods.spec.securityContext);
  const containers = containersOf(pods);
  /** Fields of those containers for which a rule does not hold. */
  const where = (holds: (own: Fields) => boolean) =>
    containers
      .filter(({ container }) => !holds(fieldsOf(container.securityContext)))
      .map(({ container, field }) => String(container.name ?? field));
  const rules: Array<[rule: string, names: string[]]> = [
    [
      'securityContext.allowPrivilegeEscalation must be false',
      where(own => own.allowPrivilegeEscalation === false),
    ],
    [
      'securityContext.capabilities.drop must hold ALL',
      where(own => listOf(fieldsOf(own.capabilities).drop).includes('ALL')),
    ],
    [
      `securityContext.capabilities.add may hold ${SAFE_CAPABILITY} only`,
      where(own =>
        listOf(fieldsOf(own.capabilities).add).every(
          capability => capability === SAFE_CAPABILITY,
        ),
      ),
    ],
    [
      'securityContext.runAsNonRoot must be true',
      where(own => (own.runAsNonRoot ?? ofPod.runAsNonRoot) === true),
    ],
    [
      'securityContext.runAsUser must not be 0',
      where(own => (own.runAsUser ?? ofPod.runAsUser) !== 0),
    ],
    [
      'securityContext.seccompProfile.type must be RuntimeDefault',
      where(own => SAFE_SECCOMP.has(seccompOf(own) ?? seccompOf(ofPod))),
    ],
    [
      'securityContext.procMount must be Default',
      where(own => (own.procMount ?? 'Default') === 'Default'),
    ],
  ];
  return [
    ...rules
      .filter(([, names]) => names.length > 0)
      .map(([rule, names]) => `${rule} (${names.join(', ')})`),
    ...volumesOf(pods).flatMap(({ volume }) => brokenVolume(volume)),
  ];
}

function brokenVolume(volume: Fields): string[] {
  return Object.keys(volume)
    .filter(key => key !== 'name' && isOn(volume[key]))
    .filter(key => !SAFE_VOLUMES.has(key) && key !== 'hostPath')
    .map(key => `volumes of type ${key} may not be used`);
}

function seccompOf(context: Fields): unknown {
  return fieldsOf(context.seccompProfile).type;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : entriesOf(value);
}
