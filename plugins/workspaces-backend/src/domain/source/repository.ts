import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  trustedSourceOf,
  type WorkspaceSpec,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Settings } from '../settings/settings';

/** Where a component's repository is, for people and for pods. */
export interface Repository {
  url: string;
  host: string;
  /** e.g. `shop/orders` */
  name: string;
  /** What a workspace is told. */
  spec: WorkspaceSpec['repository'];
}

/** A component's repository, or why it has none. */
export type NamedRepository = Repository | { why: string };

/** Home of the image's user. */
const HOME = '/home/dev';

/**
 * The repository that a component names; or why it has none, in words for its
 * owner. A clone may use a Secret of the platform: it gets only what it may name.
 */
export function repositoryOf(
  entity: Entity,
  { forges, trustedLocations }: Pick<Settings, 'forges' | 'trustedLocations'>,
): NamedRepository {
  const { source, why } = trustedSourceOf(entity, trustedLocations);
  if (!source) {
    return {
      why:
        why ??
        `The catalog does not say where the source of ${stringifyEntityRef(
          entity,
        )} is: add the annotation backstage.io/source-location to it`,
    };
  }
  const { host, repository, url } = source;
  const forge = forges.find(one => new URL(one.url).host === host);
  const path = repository.split('/').map(encodeURIComponent).join('/');
  const base = forge ? forge.cloneUrl ?? forge.url : new URL(url).origin;
  return {
    url,
    host,
    name: repository,
    spec: {
      url,
      cloneUrl: `${base}/${path}.git`,
      folder: `${HOME}/${folderName(repository)}`,
      ...(forge?.secret && { secret: forge.secret }),
    },
  };
}

/** The last part of its name, as far as every shell and editor takes it. */
function folderName(repository: string): string {
  const name = (repository.split('/').at(-1) ?? '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+/, '')
    .slice(0, 60);
  return name || 'repository';
}
