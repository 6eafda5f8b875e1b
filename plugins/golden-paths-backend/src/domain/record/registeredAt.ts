import type { Entity } from '@backstage/catalog-model';
import {
  isSameRepository,
  registeredSourceOf,
  sourceOf,
  type Source,
} from '@fairway-idp/backstage-plugin-fairway-common';

const LOCATION = 'backstage.io/managed-by-location';

/** Where a forge shows a branch: between the repository and the branch's name. */
const BRANCH_VIEWS: Record<string, readonly string[]> = {
  gitea: ['src/branch'],
  forgejo: ['src/branch'],
};
const ANY_VIEW = [
  'src/branch',
  'blob',
  'tree',
  'raw',
  '-/blob',
  '-/tree',
  '-/raw',
];

/** Where the catalog read a component, and whether what it says of that is true. */
export type Registration =
  | {
      source: Source;
      /** Whether it was read from a branch, which no fork and no tag can pass for. */
      isOn(branch: string, forgeType: string): boolean;
    }
  | { source: undefined; why: string };

/**
 * The repository of a component, by where the catalog read it: the only annotation
 * that the catalog itself writes over whatever the component's own file says. Any
 * other may name a repository of somebody else, which the portal's account may write
 * to while whoever registered the component may not.
 */
export function registeredAt(entity: Entity): Registration {
  const location = entity.metadata.annotations?.[LOCATION] ?? '';
  const source = registeredSourceOf(entity);
  const said = sourceOf(entity);
  if (!source) {
    return no(
      said
        ? `The component was registered from ${
            location || 'nowhere'
          }, not from the repository that it names (${
            said.repository
          }): only that is upgraded from which it was registered`
        : 'The component names no repository in a forge',
    );
  }
  if (said && !isSameRepository(said, source)) {
    return no(
      `The component was registered from ${source.repository} in ${source.host}, but names ${said.repository} in ${said.host}: only that is upgraded from which it was registered`,
    );
  }
  const { pathname } = new URL(location.replace(/^url:/, ''));
  const rest = pathname.slice(source.repository.length + 2);
  return {
    source,
    isOn: (branch, forgeType) =>
      (BRANCH_VIEWS[forgeType] ?? ANY_VIEW).some(view =>
        rest.startsWith(`${view}/${branch}/`),
      ),
  };
}

function no(why: string): Registration {
  return { source: undefined, why };
}
