import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { readImpersonationMapping } from '../identity/mapping';
import { DefaultFairwayClusters } from './DefaultFairwayClusters';
import { ConfigClusterSupplier } from './fromConfig';
import type { ClusterSupplier, FairwayClusters } from './types';

/**
 * Where the clusters come from. Put your own factory in to replace the default,
 * which reads the configuration:
 *
 * ```ts
 * backend.add(
 *   createServiceFactory({
 *     service: fairwayClusterSupplierServiceRef,
 *     deps: {},
 *     factory: () => new MySupplier(),
 *   }),
 * );
 * ```
 *
 * @public
 */
export const fairwayClusterSupplierServiceRef =
  createServiceRef<ClusterSupplier>({
    id: 'fairway.cluster-supplier',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: {
          config: coreServices.rootConfig,
          logger: coreServices.rootLogger,
        },
        factory: ({ config, logger }) =>
          ConfigClusterSupplier.fromConfig(config, {
            logger: logger.child({ service: 'fairway.cluster-supplier' }),
          }),
      }),
  });

/**
 * The clusters of this portal: one instance for all plugins of a process, so
 * that they share caches and connections.
 *
 * @public
 */
export const fairwayClustersServiceRef = createServiceRef<FairwayClusters>({
  id: 'fairway.clusters',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
        supplier: fairwayClusterSupplierServiceRef,
      },
      factory: ({ config, logger, lifecycle, supplier }) => {
        const clusters = new DefaultFairwayClusters({
          supplier,
          mapping: readImpersonationMapping(config),
          logger: logger.child({ service: 'fairway.clusters' }),
        });
        lifecycle.addShutdownHook(() => clusters.stop());
        return clusters;
      },
    }),
});
