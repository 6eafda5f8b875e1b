import type { GoldenPathFinding } from '@fairway-idp/backstage-plugin-fairway-common';
import type { Surroundings } from './facts';
import { finding } from './finding';

/**
 * Whether requests can come from where a NetworkPolicy lets them in: a namespace
 * where nothing runs is not that of a Gateway's proxies or an Ingress controller.
 */
export function trafficFindings({
  cluster,
  traffic,
}: Pick<Surroundings, 'cluster' | 'traffic'>): GoldenPathFinding[] {
  if (traffic?.is !== 'absent' && traffic?.is !== 'empty') {
    return [];
  }
  const { namespace, is } = traffic;
  return [
    finding('no-traffic', 'confirm', {
      message: `${
        is === 'absent'
          ? `there is no namespace '${namespace}' in cluster ${cluster}`
          : `no pod runs in namespace '${namespace}' of cluster ${cluster}`
      }, from which requests are let in: name the one where the pods of the Gateway or of the Ingress controller run`,
      field: 'trafficNamespace',
    }),
  ];
}
