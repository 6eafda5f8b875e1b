import type { Dependency } from './facts';

const DEV = /-dev$/;

/**
 * What a dependency is at a later stage, as the golden paths have it: what lies
 * where the workload runs first is where the workload is, and a namespace with
 * `-dev` at its end stands for the one with the stage there. Any other serves all
 * stages.
 *
 * @param options - `from`: the namespace where the workload runs first; `to`: that
 *   of the stage
 * @public
 */
export function dependencyAt<T extends Pick<Dependency, 'namespace'>>(
  dependency: T,
  options: { stage: string; from: string; to: string },
): T {
  const { stage, from, to } = options;
  const { namespace } = dependency;
  return namespace === undefined
    ? dependency
    : {
        ...dependency,
        namespace:
          namespace === from ? to : namespace.replace(DEV, `-${stage}`),
      };
}
