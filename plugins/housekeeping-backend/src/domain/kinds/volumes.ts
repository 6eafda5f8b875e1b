import type { V1PodSpec } from '@kubernetes/client-node';
import { intern } from './intern';

const NONE: readonly string[] = Object.freeze([]);

/**
 * Names of the claims that a pod uses: those that its volumes name, and those
 * that are made for its ephemeral volumes, `<pod>-<volume>`.
 *
 * @param pod - absent for a template: its ephemeral claims are the pods'
 */
export function claimsOf(
  spec: V1PodSpec | undefined,
  pod?: string,
): readonly string[] {
  const volumes = spec?.volumes;
  if (!volumes) {
    return NONE;
  }
  const claims: string[] = [];
  for (const { name, persistentVolumeClaim, ephemeral } of volumes) {
    if (persistentVolumeClaim) {
      claims.push(intern(persistentVolumeClaim.claimName));
    } else if (ephemeral && pod) {
      claims.push(`${pod}-${name}`);
    }
  }
  return claims.length > 0 ? claims : NONE;
}
