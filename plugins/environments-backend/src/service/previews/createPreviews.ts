import type { AuditorService } from '@backstage/backend-plugin-api';
import type { Viewers } from '@fairway-idp/backstage-plugin-fairway-node';
import { PreviewStore } from '../../database/PreviewStore';
import { RepositoryStore } from '../../database/RepositoryStore';
import type { Gate } from '../Gate';
import type { Views } from '../Views';
import {
  createPreviewServices,
  type PreviewDeps,
} from './createPreviewServices';
import { PreviewClusters } from './PreviewClusters';
import type { PreviewLoop } from './PreviewLoop';
import { PreviewViews } from './PreviewViews';
import { Redeploys } from './Redeploys';

/** What people call, and the loop where the configuration asks for previews. */
export function createPreviews(
  deps: PreviewDeps & {
    auditor: AuditorService;
    gate: Gate;
    viewers: Viewers;
    views: Views;
  },
): {
  previews: PreviewViews;
  redeploys: Redeploys;
  previewLoop?: PreviewLoop;
} {
  const { previews } = deps.settings;
  const shared = {
    ...deps,
    previewClusters: PreviewClusters.create({ ...deps, previews }),
    repositories: RepositoryStore.create(deps),
    store: PreviewStore.create(deps),
  };
  const previewServices = previews && createPreviewServices(shared, previews);
  return {
    previews: PreviewViews.create({ ...shared, previewServices }),
    redeploys: Redeploys.create({ ...shared, previewServices }),
    previewLoop: previewServices?.loop,
  };
}
