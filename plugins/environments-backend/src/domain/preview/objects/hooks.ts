import type { Finding } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  hookOf,
  placeOf,
  type Manifest,
} from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import { finding } from '../../plan/finding';

/**
 * Which objects are there after an installation. Whatever is a hook of Helm is
 * applied like everything else: a preview has no moments before and after.
 */
export function judgeHooks(rendered: readonly Manifest[]): {
  installed: Manifest[];
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const installed = rendered.filter(object => {
    const hook = hookOf(object);
    if (hook) {
      const moments = hook.moments.join(', ');
      findings.push(
        hook.isInstalled
          ? finding(
              'hook',
              `${placeOf(
                object,
              )} is a hook of Helm (${moments}): it is applied together with everything else`,
            )
          : finding(
              'left-out',
              `${placeOf(
                object,
              )} is left out: Helm would not make it when it installs the chart (${moments})`,
            ),
      );
    }
    return hook?.isInstalled ?? true;
  });
  return { installed, findings };
}
