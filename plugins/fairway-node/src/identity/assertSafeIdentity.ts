import { NotAllowedError } from '@backstage/errors';
import type { KubernetesIdentity } from './types';

/**
 * Refuses identities that Kubernetes keeps for itself, and names that a header
 * cannot carry unchanged: a leading space, say, is trimmed on the way, and
 * ` system:masters` would arrive as an administrator.
 *
 * @public
 * @throws NotAllowedError naming the user or group
 */
export function assertSafeIdentity({ user, groups }: KubernetesIdentity): void {
  assertSafe('user', user);
  groups.forEach(group => assertSafe('group', group));
}

function assertSafe(what: 'user' | 'group', name: string): void {
  const objection = objectionTo(name);
  if (objection) {
    throw new NotAllowedError(
      `Refusing to act as the Kubernetes ${what} ${JSON.stringify(
        name,
      )}: ${objection}`,
    );
  }
}

function objectionTo(name: string): string | undefined {
  if (name.trim() === '') {
    return 'the name is empty';
  }
  if (name.trimStart().toLowerCase().startsWith('system:')) {
    return "names that begin with 'system:' belong to Kubernetes itself";
  }
  if (!/^[\x20-\x7e]*$/.test(name)) {
    return 'only printable ASCII characters are allowed';
  }
  return name.trim() === name
    ? undefined
    : 'the name begins or ends with a blank';
}
