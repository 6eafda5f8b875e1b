import type { Entity } from '@backstage/catalog-model';
import { sourceOf, type Source } from './sourceOf';

const LOCATION = 'backstage.io/managed-by-location';
const ORIGIN = 'backstage.io/managed-by-origin-location';
const SOURCE = 'backstage.io/source-location';

/**
 * The repository from which the catalog read an entity: the only annotation that
 * the catalog itself writes over whatever the entity's own file says. Undefined if
 * it was read from elsewhere than a repository.
 *
 * Only of an address that is read as it is written: `..`, a query and the like lead
 * the catalog's readers elsewhere than where the address seems to lead.
 *
 * @public
 */
export function registeredSourceOf(entity: Entity): Source | undefined {
  const location = entity.metadata.annotations?.[LOCATION] ?? '';
  const text = location.replace(/^url:/, '');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain =
    url?.href === text && !/[?#@\\]|%2e|%2f|%5c|[^:]\/\//i.test(text);
  return isPlain
    ? sourceOf({
        apiVersion: '',
        kind: '',
        metadata: { name: '', annotations: { [SOURCE]: text } },
      })
    : undefined;
}

/** Whether both are one repository: forges take names in any case. @public */
export function isSameRepository(
  a: Pick<Source, 'host' | 'repository'>,
  b: Pick<Source, 'host' | 'repository'>,
): boolean {
  const nameOf = ({ host, repository }: Pick<Source, 'host' | 'repository'>) =>
    `${host}/${repository}`.toLowerCase();
  return nameOf(a) === nameOf(b);
}

/**
 * The repository that an entity names, if it may name that one: whoever may
 * register a component may write into its annotations what they like, and the
 * portal's account reads repositories that they may not read. It may name
 *
 * - the one from a branch of which it was registered;
 * - any, if the platform registered it: from a file, by a provider, or from an
 *   address that is listed.
 *
 * @param listed - addresses of locations, or what they begin with if that ends with `/`
 * @returns why not, in words for its owner; neither if it names none
 * @public
 */
export function trustedSourceOf(
  entity: Entity,
  listed: readonly string[],
): { source?: Source; why?: string } {
  const source = sourceOf(entity);
  const { annotations = {} } = entity.metadata;
  const { [LOCATION]: location = '', [ORIGIN]: origin = location } =
    annotations;
  if (
    !source ||
    !location.startsWith('url:') ||
    isListed(origin, listed) ||
    isOwn(entity, source)
  ) {
    return { source };
  }
  return {
    why: `It was registered from ${location.slice(4)}, but names ${
      source.repository
    } on ${
      source.host
    }: register it from a branch of that repository, or have your platform team list its location in fairway.trustedLocations`,
  };
}

function isListed(origin: string, listed: readonly string[]): boolean {
  const address = origin.replace(/^url:/, '');
  return listed.some(one =>
    one.endsWith('/') ? address.startsWith(one) : address === one,
  );
}

function isOwn(entity: Entity, source: Source): boolean {
  const registered = registeredSourceOf(entity);
  return (
    registered !== undefined &&
    isSameRepository(registered, source) &&
    isOnBranch(entity.metadata.annotations?.[LOCATION] ?? '', registered)
  );
}

/** A commit of a fork is shown below the repository that it wants to get into. */
function isOnBranch(location: string, { repository }: Source): boolean {
  const { pathname } = new URL(location.replace(/^url:/, ''));
  const [view, ...rest] = pathname
    .slice(repository.length + 2)
    .replace(/^-\//, '')
    .split('/');
  return view === 'src'
    ? rest[0] === 'branch'
    : ['blob', 'tree', 'raw'].includes(view) &&
        !/^[0-9a-f]{7,64}$/i.test(rest[0]);
}
