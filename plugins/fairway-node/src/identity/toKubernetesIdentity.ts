import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { assertSafeIdentity } from './assertSafeIdentity';
import type { ImpersonationMapping } from './mapping';
import type { KubernetesIdentity } from './types';

/** What Backstage's `userInfo` service says of somebody. @public */
export interface SignedInUser {
  userEntityRef: string;
  ownershipEntityRefs: readonly string[];
}

/**
 * The Kubernetes user and groups of a signed-in person. Only `user:` and
 * `group:` references count; any other kind that an ownership resolver adds
 * gives no right in a cluster.
 *
 * @public
 * @throws NotAllowedError when a result could be taken for a system identity
 */
export function toKubernetesIdentity(
  who: SignedInUser,
  mapping: ImpersonationMapping,
): KubernetesIdentity {
  const user = parse(who.userEntityRef);
  if (user?.kind !== 'user') {
    throw new NotAllowedError(
      `'${who.userEntityRef}' is not a user entity and cannot act in a cluster`,
    );
  }
  const groups = new Set<string>();
  for (const ref of who.ownershipEntityRefs) {
    const group = parse(ref);
    if (group?.kind === 'group' && isSent(group, mapping)) {
      groups.add(fill(mapping.groupTemplate, group));
    }
  }
  const identity = {
    user: fill(mapping.userTemplate, user),
    groups: [...groups].sort(),
  };
  assertSafeIdentity(identity);
  return identity;
}

function isSent(group: Ref, { groups }: ImpersonationMapping): boolean {
  return !groups || groups.has(stringifyEntityRef(group));
}

interface Ref {
  kind: string;
  namespace: string;
  name: string;
}

/** References are compared without case, so their images are made in lower case. */
function parse(ref: string): Ref | undefined {
  try {
    const { kind, namespace, name } = parseEntityRef(ref);
    return {
      kind: kind.toLocaleLowerCase('en-US'),
      namespace: namespace.toLocaleLowerCase('en-US'),
      name: name.toLocaleLowerCase('en-US'),
    };
  } catch {
    return undefined;
  }
}

/** By function, as a replacement string would read `$&` in a name. */
function fill(template: string, { namespace, name }: Ref): string {
  return template.replace(/\{(namespace|name)\}/g, (_, field) =>
    field === 'name' ? name : namespace,
  );
}
