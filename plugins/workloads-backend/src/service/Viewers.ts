import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type {
  Cluster,
  FairwayClusters,
  KubernetesClient,
} from '@fairway-idp/backstage-plugin-fairway-node';

/** Credentials of a person. */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Who is asking, and who that is in Kubernetes. */
export class Viewers {
  private constructor(
    private readonly options: {
      auth: AuthService;
      userInfo: UserInfoService;
      clusters: FairwayClusters;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    userInfo: UserInfoService;
    clusters: FairwayClusters;
  }): Viewers {
    return new Viewers(options);
  }

  /**
   * A service principal is allowed everything by Backstage without the policy
   * being asked, so that only people are let through.
   *
   * @throws NotAllowedError if the caller is not a person
   */
  requireUser(credentials: BackstageCredentials): UserCredentials {
    if (!this.options.auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'This needs a signed-in user: a service has no permissions of its own to workloads. Call it on behalf of a user',
      );
    }
    return credentials;
  }

  /** The API server, as this person may use it. */
  async actingFor(
    cluster: Cluster,
    credentials: UserCredentials,
  ): Promise<KubernetesClient> {
    const { userInfo, clusters } = this.options;
    const who = await userInfo.getUserInfo(credentials);
    return cluster.actingFor(clusters.identityOf(who));
  }
}

/** For messages and the audit log: who asks, whatever it is. */
export function actorOf(credentials: BackstageCredentials): string {
  const principal = credentials.principal as {
    type?: string;
    userEntityRef?: string;
    subject?: string;
  };
  return (
    principal.userEntityRef ??
    `${principal.type ?? 'unknown'}:${principal.subject ?? ''}`
  );
}
