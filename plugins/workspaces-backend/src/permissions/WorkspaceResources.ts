import {
  parseWorkspaceRef,
  type WorkspaceRef,
  type WorkspaceWish,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Finder } from '../service/Finder';
import type { WorkspaceResource } from './resource';

/** Loads what rules ask about, with the portal's own credentials. */
export class WorkspaceResources {
  private constructor(private readonly options: { finder: Finder }) {}

  static create(options: { finder: Finder }): WorkspaceResources {
    return new WorkspaceResources(options);
  }

  /**
   * In the order of the references; undefined for those that mean nothing, or
   * that a cluster does not tell of, for which the framework answers no.
   */
  async load(
    resourceRefs: string[],
  ): Promise<Array<WorkspaceResource | undefined>> {
    return Promise.all(
      resourceRefs.map(async text => {
        const ref = parseOrNothing(text);
        return ref && ('namespace' in ref ? this.read(ref) : ref);
      }),
    );
  }

  private async read(
    ref: WorkspaceRef,
  ): Promise<WorkspaceResource | undefined> {
    try {
      const found = await this.options.finder.find(ref);
      if (!found || !('facts' in found)) {
        return undefined;
      }
      const { sandbox, facts } = found;
      const { tier, entityRef } = facts.record.spec;
      return { cluster: ref.cluster, tier, owner: sandbox.owner, entityRef };
    } catch {
      return undefined;
    }
  }
}

function parseOrNothing(
  text: string,
): WorkspaceRef | WorkspaceWish | undefined {
  try {
    return parseWorkspaceRef(text);
  } catch {
    return undefined;
  }
}
