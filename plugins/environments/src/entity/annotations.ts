import type { Entity } from '@backstage/catalog-model';
import { PREVIEW_ANNOTATIONS } from '@fairway-idp/backstage-plugin-fairway-common';

/**
 * Whether an entity says where its manifests are, so that its pull requests get
 * previews.
 *
 * @public
 */
export function isPreviewsAvailable(entity: Entity): boolean {
  return Boolean(entity.metadata.annotations?.[PREVIEW_ANNOTATIONS.path]);
}
