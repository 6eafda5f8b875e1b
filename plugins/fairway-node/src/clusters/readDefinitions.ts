import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ClusterDefinitions } from './definitions';
import { readLocators } from './readLocators';
import { readSettings } from './readSettings';

/**
 * Everything that the configuration says about clusters.
 *
 * @internal
 * @throws InputError naming what contradicts itself
 */
export function readDefinitions(config: Config): ClusterDefinitions {
  const { located, leftOut } = readLocators(config);
  const settings = readSettings(config);
  refuseDoubles(located.map(({ name }) => name));
  const known = new Set([...located, ...leftOut].map(({ name }) => name));
  for (const [name, { kubeconfig }] of settings) {
    if (!kubeconfig && !known.has(name)) {
      throw new InputError(
        `fairway.clusters.${name} is no cluster of kubernetes.clusterLocatorMethods (${
          [...known].join(', ') || 'none'
        }) and has no kubeconfig`,
      );
    }
  }
  const hasKubeconfig = (name: string) => settings.get(name)?.kubeconfig;
  return {
    located,
    leftOut: leftOut.filter(({ name }) => !hasKubeconfig(name)),
    settings,
  };
}

function refuseDoubles(names: string[]): void {
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) {
    throw new InputError(
      `Cluster '${double}' is more than once in kubernetes.clusterLocatorMethods`,
    );
  }
}
