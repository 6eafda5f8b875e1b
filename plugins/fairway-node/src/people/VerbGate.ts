import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/** What one viewer may do with one resource. @public */
export type VerbDecisions<V extends string> = Record<V, boolean>;

/**
 * Asks Backstage's permission framework about a family of verbs, many questions
 * in one call.
 *
 * @public
 */
export class VerbGate<V extends string> {
  private readonly verbs: V[];

  private constructor(
    private readonly options: {
      permissions: PermissionsService;
      verbs: Readonly<Record<V, ResourcePermission>>;
      kind: string;
    },
  ) {
    this.verbs = Object.keys(options.verbs) as V[];
  }

  static create<V extends string>(options: {
    permissions: PermissionsService;
    /** The permission of each verb. */
    verbs: Readonly<Record<V, ResourcePermission>>;
    /** What they are done to, for messages, e.g. `workspace`. */
    kind: string;
  }): VerbGate<V> {
    return new VerbGate(options);
  }

  /**
   * @param subject - its `resourceRef`, and what it is called in the message
   * @throws NotAllowedError saying which permission is missing
   */
  async require(
    verb: V,
    subject: { resourceRef: string; title: string },
    credentials: BackstageCredentials,
  ): Promise<void> {
    const permission = this.options.verbs[verb];
    const { resourceRef, title } = subject;
    const [{ result }] = await this.options.permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not ${verb} ${title}: ${this.lacks(verb)}`,
      );
    }
  }

  /**
   * Lets through whoever may do it with some resource: an empty list would not
   * tell the others why it is empty.
   *
   * @throws NotAllowedError saying which permission is missing
   */
  async requireSome(verb: V, credentials: BackstageCredentials): Promise<void> {
    const permission = this.options.verbs[verb];
    const [{ result }] = await this.options.permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not ${verb} any ${this.options.kind}: ${this.lacks(verb)}`,
      );
    }
  }

  /** All verbs for each of the references, in their order. */
  async decide(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<Array<VerbDecisions<V>>> {
    if (refs.length === 0) {
      return [];
    }
    const answers = await this.options.permissions.authorize(
      refs.flatMap(resourceRef =>
        this.verbs.map(verb => ({
          permission: this.options.verbs[verb],
          resourceRef,
        })),
      ),
      { credentials },
    );
    return refs.map((_, i) => {
      const entries = this.verbs.map((verb, j) => [
        verb,
        answers[i * this.verbs.length + j].result === AuthorizeResult.ALLOW,
      ]);
      return Object.fromEntries(entries) as VerbDecisions<V>;
    });
  }

  /** Why a verb is not there, in words. */
  lacks(verb: V): string {
    return `the portal's policy does not give you the permission ${this.options.verbs[verb].name}`;
  }
}
