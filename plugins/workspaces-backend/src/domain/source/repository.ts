import type { Entity } from '@backstage/catalog-model';
import {
  sourceOf,
  type WorkspaceSpec,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { ForgeSetting } from '../settings/settings';

/** Where a component's repository is, for people and for pods. */
export interface Repository {
  url: string;
  host: string;
  /** e.g. `shop/orders` */
  name: string;
  /** What a workspace is told. */
  spec: WorkspaceSpec['repository'];
}

/** Home of the image's user. */
const HOME = '/home/dev';

/** The repository that the catalog names; undefined if it names none. */
export function repositoryOf(
  entity: Entity,
  forges: readonly ForgeSetting[],
): Repository | undefined {
  const source = sourceOf(entity);
  if (!source) {
    return undefined;
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
