import { fingerprint } from '@fairway-idp/backstage-plugin-fairway-node';
import type { PreviewRecord } from '../record/record';
import type { PreviewSettings } from '../settings';
import type { PreviewSource } from '../setUp/source';
import type { Target } from './types';

/** To be raised when the same files and configuration give other objects. */
const VERSION = 1;

/** What shall be there for the pull request as it was read last. */
export function targetOf(
  { pullRequest }: PreviewRecord,
  source: PreviewSource | undefined,
  settings: PreviewSettings,
): Target {
  if (!source) {
    return {
      state: 'unwanted',
      why: 'No component in the catalog wants previews of this repository now: it is left as it is',
    };
  }
  if (!source.components[0].owner) {
    return {
      state: 'unwanted',
      why: `${source.components[0].ref} is owned by no user or group: set spec.owner`,
    };
  }
  const { gateway, address, ingressClass, image, podTemplate } = settings;
  return {
    state: 'wanted',
    fingerprint: fingerprint({
      VERSION,
      commit: pullRequest?.head.commit,
      components: source.components.map(({ name, path, valuesFiles = [] }) => [
        name,
        path,
        ...valuesFiles,
      ]),
      settings: { gateway, address, ingressClass, image, podTemplate },
    }),
    waitForStatus: settings.waitForStatus,
  };
}
