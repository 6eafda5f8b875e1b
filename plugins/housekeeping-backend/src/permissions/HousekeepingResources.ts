import {
  parseHousekeepingRef,
  type HousekeepingRef,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  CachedKind,
  FairwayClusters,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { ObjectFacts } from '../domain/kinds/facts';
import { cronJobKind, jobKind } from '../domain/kinds/jobs';
import { claimKind, namespaceKind } from '../domain/kinds/others';
import { podKind } from '../domain/kinds/pods';
import {
  daemonSetKind,
  deploymentKind,
  statefulSetKind,
} from '../domain/kinds/workloads';
import { placeOf } from '../domain/rules/place';
import type { Settings } from '../domain/settings/settings';
import type { Owners } from '../service/Owners';
import type { HousekeepingResource } from './resource';

/** Milliseconds: a policy must not wait for a cluster that hangs. */
const TIMEOUT = 3_000;

const KINDS: Record<HousekeepingRef['kind'], CachedKind<ObjectFacts>> = {
  Pod: podKind,
  Job: jobKind,
  PersistentVolumeClaim: claimKind,
  Namespace: namespaceKind,
  Deployment: deploymentKind,
  StatefulSet: statefulSetKind,
  DaemonSet: daemonSetKind,
  CronJob: cronJobKind,
};

interface ResourcesOptions {
  clusters: FairwayClusters;
  owners: Owners;
  settings: Settings;
}

/** Loads what rules ask about, with the portal's own credentials. */
export class HousekeepingResources {
  private constructor(private readonly options: ResourcesOptions) {}

  static create(options: ResourcesOptions): HousekeepingResources {
    return new HousekeepingResources(options);
  }

  /**
   * In the order of the references; undefined for those that mean nothing, or
   * that a cluster does not tell of, for which the framework answers no.
   */
  async load(
    resourceRefs: string[],
  ): Promise<Array<HousekeepingResource | undefined>> {
    return Promise.all(resourceRefs.map(text => this.loadOne(text)));
  }

  private async loadOne(
    text: string,
  ): Promise<HousekeepingResource | undefined> {
    try {
      const ref = parseHousekeepingRef(text);
      const { cluster, namespace, kind, name } = ref;
      const { reader } = await this.options.clusters.get(cluster);
      const options = { timeout: TIMEOUT };
      const room = namespaceKind.project(
        await reader.get(
          { type: namespaceKind.type, name: namespace },
          options,
        ),
      );
      const object =
        kind === 'Namespace'
          ? room
          : KINDS[kind].project(
              await reader.get(
                { type: KINDS[kind].type, namespace, name },
                options,
              ),
            );
      const ownershipOf = await this.options.owners.open();
      const { owner } = ownershipOf({
        cluster,
        namespace,
        place: placeOf(room, this.options.settings),
        labels: object.labels,
      });
      return { cluster, namespace, kind, owner };
    } catch {
      return undefined;
    }
  }
}
