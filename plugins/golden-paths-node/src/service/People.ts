import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  Cluster,
  FairwayClusters,
  KubernetesClient,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** A person, at one cluster. @public */
export interface PersonAt {
  cluster: Cluster;
  /** Entity reference. */
  person: string;
  /** The API server, as this person may use it. */
  client: KubernetesClient;
}

/** Who is asking, and who that is in Kubernetes. @public */
export class People {
  private constructor(
    private readonly options: {
      userInfo: UserInfoService;
      clusters: FairwayClusters;
    },
  ) {}

  static create(options: {
    userInfo: UserInfoService;
    clusters: FairwayClusters;
  }): People {
    return new People(options);
  }

  /**
   * A service has no rights of its own in a cluster, and is allowed everything
   * by Backstage's policy: only people are let through.
   *
   * @throws NotAllowedError if it is not a person; NotFoundError naming the cluster
   */
  async at(
    cluster: string,
    credentials: BackstageCredentials,
  ): Promise<PersonAt> {
    const { clusters } = this.options;
    const who = await this.who(credentials);
    const found = await clusters.get(cluster);
    return {
      cluster: found,
      person: who.userEntityRef,
      client: found.actingFor(clusters.identityOf(who)),
    };
  }

  /** The same, at every cluster. */
  async everywhere(credentials: BackstageCredentials): Promise<PersonAt[]> {
    const { clusters } = this.options;
    const who = await this.who(credentials);
    const identity = clusters.identityOf(who);
    return (await clusters.list()).map(cluster => ({
      cluster,
      person: who.userEntityRef,
      client: cluster.actingFor(identity),
    }));
  }

  private async who(credentials: BackstageCredentials) {
    const { type } = (credentials.principal ?? {}) as { type?: string };
    if (type !== 'user') {
      throw new NotAllowedError(
        'This needs a person: a service has no rights of its own in a cluster. Start it as a signed-in user',
      );
    }
    return this.options.userInfo.getUserInfo(credentials);
  }
}
