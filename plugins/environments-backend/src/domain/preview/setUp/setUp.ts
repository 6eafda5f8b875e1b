import type { Entity } from '@backstage/catalog-model';
import {
  PREVIEW_ANNOTATIONS,
  trustedSourceOf,
  type PreviewsView,
  type Source,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What a portal has for previews. */
export interface PreviewMeans {
  /** Hosts of the forges that are registered. */
  hosts: readonly string[];
  /** Whether there is a cluster for them. */
  hasCluster: boolean;
  /** See `trustedSourceOf`. */
  trustedLocations: readonly string[];
}

/** Whether a component gets previews, and if not, what is missing. */
export type SetUp = PreviewsView['setUp'] & { source?: Source };

/** @see SetUp */
export function setUpOf(entity: Entity, means: PreviewMeans): SetUp {
  const path = entity.metadata.annotations?.[PREVIEW_ANNOTATIONS.path];
  if (!path) {
    return {
      state: 'no-path',
      message: `Say where its manifests are: annotate it with ${PREVIEW_ANNOTATIONS.path}, e.g. deploy`,
    };
  }
  const { source, why } = trustedSourceOf(entity, means.trustedLocations);
  if (!source) {
    return {
      state: 'no-repository',
      message:
        why ??
        'The catalog does not know its repository: annotate it with backstage.io/source-location, e.g. url:https://git.example.com/shop/storefront',
      path,
    };
  }
  const { host, repository } = source;
  if (!means.hosts.includes(host)) {
    return {
      state: 'no-forge',
      message: `Its repository is on ${host}, and environments.previews.forges has none of that host`,
      repository,
      path,
    };
  }
  if (!means.hasCluster) {
    return {
      state: 'no-cluster',
      message:
        'There is no cluster for previews: see environments.previews.clusters',
      repository,
      path,
    };
  }
  return {
    state: 'ready',
    message: `Every pull request to ${repository} gets a preview`,
    repository,
    path,
    source,
  };
}
