import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  stringifyWorkloadRef,
  workloadPermissions,
  type WorkloadRef,
  type WorkloadVerb,
} from '@fairway-idp/backstage-plugin-fairway-common';
import { deniedText, type Decisions } from '../domain/view/actions';
import type { EntityScope } from './Entities';

/** What one viewer may do with one workload. */
export type WorkloadDecisions = Decisions & { read: boolean };

const VERBS = Object.keys(workloadPermissions) as WorkloadVerb[];

/** Asks Backstage's permission framework, many questions in one call. */
export class Gate {
  private constructor(private readonly permissions: PermissionsService) {}

  static create(options: { permissions: PermissionsService }): Gate {
    return new Gate(options.permissions);
  }

  /**
   * @throws NotAllowedError saying which permission is missing and who may help
   */
  async require(
    verb: WorkloadVerb,
    ref: WorkloadRef,
    who: { credentials: BackstageCredentials; scope: EntityScope },
  ): Promise<void> {
    const [decision] = await this.permissions.authorize(
      [
        {
          permission: workloadPermissions[verb],
          resourceRef: stringifyWorkloadRef(ref),
        },
      ],
      { credentials: who.credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      const { kind, namespace, name, cluster } = ref;
      const what = `${kind} ${namespace}/${name} in cluster ${cluster}`;
      throw new NotAllowedError(deniedText(verb, what, who.scope.help));
    }
  }

  /** All verbs for each of the references, in their order. */
  async decide(
    refs: readonly string[],
    credentials: BackstageCredentials,
  ): Promise<WorkloadDecisions[]> {
    if (refs.length === 0) {
      return [];
    }
    const answers = await this.permissions.authorize(
      refs.flatMap(resourceRef =>
        VERBS.map(verb => ({
          permission: workloadPermissions[verb],
          resourceRef,
        })),
      ),
      { credentials },
    );
    const allowed = answers.map(
      ({ result }) => result === AuthorizeResult.ALLOW,
    );
    return refs.map((_, i) => toDecisions(allowed.slice(i * VERBS.length)));
  }
}

function toDecisions(allowed: readonly boolean[]): WorkloadDecisions {
  const entries = VERBS.map((verb, i) => [verb, allowed[i]] as const);
  return Object.fromEntries(entries) as Record<WorkloadVerb, boolean>;
}
