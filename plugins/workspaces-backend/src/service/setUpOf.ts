import type { WorkspaceRef } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  WorkspaceEgress,
  WorkspaceSetUp,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { principalOf } from '../domain/connect/ssh';
import type { Settings } from '../domain/settings/settings';

/** What a driver is told beside the record. */
export function setUpOf(
  ref: WorkspaceRef,
  settings: Settings,
  own: {
    userAuthority: string;
    egress: readonly WorkspaceEgress[];
    files: WorkspaceSetUp['files'];
  },
): WorkspaceSetUp {
  const { instance, storageClass, podTemplate } = settings;
  return {
    instance,
    userAuthority: own.userAuthority,
    principal: principalOf(ref),
    egress: [...settings.egress, ...own.egress],
    files: own.files,
    storageClass,
    podTemplate,
  };
}
