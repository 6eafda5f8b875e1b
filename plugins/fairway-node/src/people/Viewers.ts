import type {
  AuthService,
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';

/** Credentials of a person. @public */
export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** Who is asking. @public */
export class Viewers {
  private constructor(
    private readonly options: {
      auth: AuthService;
      userInfo: UserInfoService;
      /** What permissions are to, for messages, e.g. `environments`. */
      what: string;
    },
  ) {}

  static create(options: {
    auth: AuthService;
    userInfo: UserInfoService;
    what: string;
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
        `This needs a signed-in user: a service has no permissions of its own to ${this.options.what}. Call it on behalf of a user`,
      );
    }
    return credentials;
  }

  /** Entity references of the person and of all that they speak for. */
  async refsOf(
    credentials: UserCredentials,
  ): Promise<{ user: string; ownership: string[] }> {
    const { userEntityRef, ownershipEntityRefs } =
      await this.options.userInfo.getUserInfo(credentials);
    return { user: userEntityRef, ownership: ownershipEntityRefs };
  }
}

/** For messages and the audit log: who asks, whatever it is. @public */
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
