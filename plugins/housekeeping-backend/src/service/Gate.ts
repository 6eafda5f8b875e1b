import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import {
  housekeepingPermissions,
  stringifyHousekeepingRef,
  type Availability,
  type HousekeepingRef,
  type HousekeepingVerb,
} from '@fairway-idp/backstage-plugin-fairway-common';
import {
  housekeepingPermissionResourceRef,
  type HousekeepingFilter,
  type HousekeepingResource,
} from '../permissions/resource';

const VERBS = Object.keys(housekeepingPermissions) as HousekeepingVerb[];

/** What one viewer may do, answered without asking again for each object. */
export type Decide = (
  verb: HousekeepingVerb,
  resource: HousekeepingResource,
) => boolean;

interface GateOptions {
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
}

/** Asks Backstage's permission framework. */
export class Gate {
  private constructor(private readonly options: GateOptions) {}

  static create(options: GateOptions): Gate {
    return new Gate(options);
  }

  /** @throws NotAllowedError saying which permission is missing */
  async require(
    verb: HousekeepingVerb,
    ref: HousekeepingRef,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const permission = housekeepingPermissions[verb];
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission, resourceRef: stringifyHousekeepingRef(ref) }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      const { kind, namespace, name, cluster } = ref;
      throw new NotAllowedError(
        `You may not ${verb} ${kind} ${namespace}/${name} in cluster ${cluster}: the portal's policy does not give you the permission ${permission.name}`,
      );
    }
  }

  /** @throws NotAllowedError saying which permission is missing */
  async requireBasic(
    permission: BasicPermission,
    what: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ${what}: the portal's policy does not give you the permission ${permission.name}`,
      );
    }
  }

  /** The same for a button: whether it is available, and if not, why. */
  async available(
    permission: BasicPermission,
    what: string,
    credentials: BackstageCredentials,
  ): Promise<Availability> {
    try {
      await this.requireBasic(permission, what, credentials);
      return { enabled: true };
    } catch (error) {
      if (error instanceof NotAllowedError) {
        return { enabled: false, why: error.message };
      }
      throw error;
    }
  }

  /**
   * One question per verb; its conditions are applied to each object here, as
   * there may be thousands.
   *
   * @throws NotAllowedError if the viewer may read nothing at all: an empty list
   *   would not tell why it is empty
   */
  async decider(credentials: BackstageCredentials): Promise<Decide> {
    const answers = await this.options.permissions.authorizeConditional(
      VERBS.map(verb => ({ permission: housekeepingPermissions[verb] })),
      { credentials },
    );
    const transform = createConditionTransformer(
      this.options.permissionsRegistry.getPermissionRuleset(
        housekeepingPermissionResourceRef,
      ),
    );
    const tests = Object.fromEntries(
      VERBS.map((verb, i) => {
        const answer = answers[i];
        if (answer.result !== AuthorizeResult.CONDITIONAL) {
          const allowed = answer.result === AuthorizeResult.ALLOW;
          return [verb, () => allowed];
        }
        const criteria = transform(answer.conditions);
        return [
          verb,
          (resource: HousekeepingResource) => meets(criteria, resource),
        ];
      }),
    );
    if (answers[VERBS.indexOf('read')].result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not see what is left over: the portal's policy does not give you the permission ${housekeepingPermissions.read.name}`,
      );
    }
    return (verb, resource) => tests[verb](resource);
  }
}

function meets(
  criteria: PermissionCriteria<HousekeepingFilter>,
  resource: HousekeepingResource,
): boolean {
  if (isAndCriteria(criteria)) {
    return criteria.allOf.every(one => meets(one, resource));
  }
  if (isOrCriteria(criteria)) {
    return criteria.anyOf.some(one => meets(one, resource));
  }
  if (isNotCriteria(criteria)) {
    return !meets(criteria.not, resource);
  }
  return criteria.matches(resource);
}
