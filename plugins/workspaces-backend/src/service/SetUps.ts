import type { WorkspaceRecord } from '@fairway-idp/backstage-plugin-fairway-common';
import type {
  Cluster,
  WorkspaceEgress,
  WorkspaceFacts,
  WorkspaceSetUp,
} from '@fairway-idp/backstage-plugin-fairway-node';
import type { KubernetesObject } from '@kubernetes/client-node';
import { egressTo } from '../domain/dependencies/resolveDependencies';
import { serviceKind } from '../domain/kinds/kinds';
import { TYPES } from '../domain/kinds/resourceTypes';
import { orNothing } from '../driver/orNothing';
import type { Settings } from '../domain/settings/settings';
import { setUpOf } from './setUpOf';
import type { Authority } from './ssh/Authority';

/** What a workspace is set up with when it starts again. */
export class SetUps {
  private constructor(
    private readonly options: {
      authority: Authority;
      settings: Settings;
    },
  ) {}

  static create(options: { authority: Authority; settings: Settings }): SetUps {
    return new SetUps(options);
  }

  /** The authority's key and the platform's network as they are now; its own as it was. */
  async renew(
    cluster: Cluster,
    { namespace, name, record }: WorkspaceFacts,
  ): Promise<{ record: WorkspaceRecord; setUp: WorkspaceSetUp }> {
    const { authority, settings } = this.options;
    const userAuthority = await authority.publicKey();
    const egress = await this.egressOf(cluster, record);
    return {
      record,
      setUp: setUpOf({ cluster: cluster.name, namespace, name }, settings, {
        userAuthority,
        egress,
        files: [],
      }),
    };
  }

  /** Of the Services that its variables name: what answers there may have moved. */
  private async egressOf(
    cluster: Cluster,
    { spec }: WorkspaceRecord,
  ): Promise<WorkspaceEgress[]> {
    const services = spec.dependencies.flatMap(({ service }) => service ?? []);
    const found = await Promise.all(
      services.map(({ namespace, name }) =>
        orNothing(
          cluster.reader.get<KubernetesObject>({
            type: TYPES.Service,
            namespace,
            name,
          }),
        ),
      ),
    );
    return found.flatMap(
      service => (service && egressTo(serviceKind.project(service))) ?? [],
    );
  }
}
