import type { KubernetesObject } from '@kubernetes/client-node';

/** Where a chart says at which moments Helm would make an object. */
const HOOK = 'helm.sh/hook';
/** The moments that there are without Helm: it is made once, and then changed. */
const MOMENTS = new Set(['pre-install', 'post-install']);

/** An object that Helm would make at certain moments. @public */
export interface HelmHook {
  /** e.g. `pre-install` and `pre-upgrade`. */
  moments: readonly string[];
  /**
   * Whether it belongs to what is there after an installation. What is for
   * tests, deletions, rollbacks or upgrades alone does not.
   */
  isInstalled: boolean;
}

/**
 * What the annotations of an object say of its moments in Helm; undefined if it
 * is a hook of none. Nobody but Helm runs hooks at their moments.
 *
 * @public
 */
export function hookOf({ metadata }: KubernetesObject): HelmHook | undefined {
  const text: unknown = metadata?.annotations?.[HOOK];
  if (typeof text !== 'string') {
    return undefined;
  }
  const moments = text
    .split(',')
    .map(moment => moment.trim())
    .filter(Boolean);
  return {
    moments,
    isInstalled: moments.some(moment => MOMENTS.has(moment)),
  };
}
