import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  environmentPermissions,
  stringifyEnvironmentRef,
  stringifyEnvironmentWish,
  type EnvironmentRef,
  type EnvironmentVerb,
  type EnvironmentWish,
} from '@fairway-idp/backstage-plugin-fairway-common';

/** What one viewer may do with one environment. */
export type Decisions = Record<EnvironmentVerb, boolean>;

const VERBS = Object.keys(environmentPermissions) as EnvironmentVerb[];

/** Asks Backstage's permission framework, many questions in one call. */
export class Gate {
  private constructor(private readonly permissions: PermissionsService) {}

  static create(options: { permissions: PermissionsService }): Gate {
    return new Gate(options.permissions);
  }

  /** @throws NotAllowedError saying which permission is missing */
  async require(
    verb: EnvironmentVerb,
    subject: EnvironmentRef | EnvironmentWish,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const permission = environmentPermissions[verb];
    const resourceRef =
      'namespace' in subject
        ? stringifyEnvironmentRef(subject)
        : stringifyEnvironmentWish(subject);
    const [{ result }] = await this.permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      const what =
        'namespace' in subject
          ? `${subject.namespace} in cluster ${subject.cluster}`
          : `a ${subject.kind} of tier ${subject.tier} for ${subject.owner} in cluster ${subject.cluster}`;
      throw new NotAllowedError(
        `You may not ${verb} ${what}: the portal's policy does not give you the permission ${permission.name}`,
      );
    }
  }

  /**
   * Lets through whoever may do it with some environment: an empty list would
   * not tell the others why it is empty.
   *
   * @throws NotAllowedError saying which permission is missing
   */
  async requireSome(
    verb: EnvironmentVerb,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const permission = environmentPermissions[verb];
    const [{ result }] = await this.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not ${verb} any environment: the portal's policy does not give you the permission ${permission.name}`,
      );
    }
  }

  /** All verbs for each of the references, in their order. */
  async decide(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Decisions[]> {
    if (refs.length === 0) {
      return [];
    }
    const answers = await this.permissions.authorize(
      refs.flatMap(resourceRef =>
        VERBS.map(verb => ({
          permission: environmentPermissions[verb],
          resourceRef,
        })),
      ),
      { credentials },
    );
    return refs.map((_, i) => {
      const entries = VERBS.map((verb, j) => [
        verb,
        answers[i * VERBS.length + j].result === AuthorizeResult.ALLOW,
      ]);
      return Object.fromEntries(entries) as Decisions;
    });
  }
}
