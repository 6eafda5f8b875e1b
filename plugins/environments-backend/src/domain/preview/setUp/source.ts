import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import {
  ENVIRONMENT_TIERS,
  PREVIEW_ANNOTATIONS,
  trustedSourceOf,
  type EnvironmentTier,
  type Source,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { ForgeRepository } from '@fairway-idp/backstage-plugin-fairway-node';

/** A component that wants previews. */
export interface PreviewComponent {
  /** Entity reference. */
  ref: string;
  name: string;
  /** Folder of its manifests; empty for the root of the repository. */
  path: string;
  /** Of its chart, from the root of the repository. */
  valuesFiles?: readonly string[];
  /** Entity reference of a user or group; absent: nobody owns it. */
  owner?: string;
  tier?: EnvironmentTier;
}

/** A repository whose pull requests get previews, and for which components. */
export interface PreviewSource {
  host: string;
  /** As the catalog calls the repository, which may have another name by now. */
  calledInCatalog: string;
  repository: ForgeRepository;
  /** By reference; all go into one preview, which is the first one's. */
  components: PreviewComponent[];
}

type ComponentGroup = Pick<Source, 'host' | 'repository'> & {
  components: PreviewComponent[];
};

/**
 * The components of each repository; those that name none, or one that they may
 * not name, are left out.
 *
 * @param trustedLocations - see `trustedSourceOf`
 */
export function groupComponents(
  entities: readonly Entity[],
  trustedLocations: readonly string[],
): ComponentGroup[] {
  const groups = new Map<string, ComponentGroup>();
  for (const entity of entities) {
    const { source } = trustedSourceOf(entity, trustedLocations);
    const component = source && componentOf(entity);
    if (component) {
      const { host, repository } = source;
      const key = `${host} ${repository}`;
      const group = groups.get(key) ?? { host, repository, components: [] };
      group.components.push(component);
      groups.set(key, group);
    }
  }
  const all = [...groups.values()];
  all.forEach(({ components }) =>
    components.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  );
  return all;
}

function componentOf(entity: Entity): PreviewComponent | undefined {
  const { annotations = {}, name, namespace } = entity.metadata;
  const path = annotations[PREVIEW_ANNOTATIONS.path];
  if (!path) {
    return undefined;
  }
  const wanted = annotations[PREVIEW_ANNOTATIONS.tier];
  const valuesFiles = (annotations[PREVIEW_ANNOTATIONS.helmValues] ?? '')
    .split(',')
    .map(file => file.trim())
    .filter(Boolean)
    .map(fromRoot);
  return {
    ref: stringifyEntityRef(entity),
    name,
    path: fromRoot(path),
    ...(valuesFiles.length > 0 && { valuesFiles }),
    owner: ownerOf(entity.spec?.owner, namespace),
    tier: ENVIRONMENT_TIERS.find(tier => tier === wanted),
  };
}

function fromRoot(path: string): string {
  return path.replace(/^(\.?\/)+|\/+$/g, '').replace(/^\.$/, '');
}

/** An owner that is written short is a group. */
function ownerOf(
  owner: unknown,
  defaultNamespace: string | undefined,
): string | undefined {
  if (typeof owner !== 'string' || owner === '') {
    return undefined;
  }
  try {
    const text = stringifyEntityRef(
      parseEntityRef(owner, { defaultKind: 'group', defaultNamespace }),
    );
    return /^(user|group):/.test(text) ? text : undefined;
  } catch {
    return undefined;
  }
}
