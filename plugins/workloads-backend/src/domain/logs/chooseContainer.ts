import { InputError } from '@backstage/errors';
import type { V1Container, V1Pod } from '@kubernetes/client-node';

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/**
 * The container whose log is shown: the named one, else that of the annotation,
 * else the first, as kubectl chooses (`polymorphichelpers/logsforobject.go`).
 *
 * @throws InputError with kubectl's text if the pod has no such container
 */
export function chooseContainer(pod: V1Pod, named?: string): string {
  const name = pod.metadata?.name ?? '';
  const all = containersOf(pod);
  if (named) {
    if (!all.includes(named)) {
      throw new InputError(
        `container ${named} is not valid for pod ${name} out of: ${all.join(
          ', ',
        )}`,
      );
    }
    return named;
  }
  const preferred = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  if (preferred && !all.includes(preferred)) {
    throw new InputError(
      `Default container "${preferred}" not found in pod ${name}`,
    );
  }
  const first = preferred ?? pod.spec?.containers?.[0]?.name;
  if (!first) {
    throw new InputError(`pod ${name} has no containers`);
  }
  return first;
}

/** Init, regular, ephemeral: kubectl's order. */
function containersOf({ spec }: V1Pod): string[] {
  const groups: Array<Array<Pick<V1Container, 'name'>> | undefined> = [
    spec?.initContainers,
    spec?.containers,
    spec?.ephemeralContainers,
  ];
  return groups.flatMap(group => (group ?? []).map(({ name }) => name));
}
