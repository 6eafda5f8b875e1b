import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { WorkspaceRef } from '@fairway-idp/backstage-plugin-fairway-common';
import {
  KubernetesApiError,
  type FairwayClusters,
  type WorkspaceDriver,
} from '@fairway-idp/backstage-plugin-fairway-node';

const ATTEMPTS = 3;

/** Notes signs of life on workspaces. */
export class Signals {
  private constructor(
    private readonly options: {
      clusters: FairwayClusters;
      driver: WorkspaceDriver;
      logger: LoggerService;
      now: () => Date;
    },
  ) {}

  static create(options: {
    clusters: FairwayClusters;
    driver: WorkspaceDriver;
    logger: LoggerService;
    now: () => Date;
  }): Signals {
    return new Signals(options);
  }

  /** For whoever does not wait: what fails is tried at the next sign of life. */
  readonly note = (ref: WorkspaceRef, what: string): void => {
    this.write(ref, what).catch(error =>
      this.options.logger.warn(`A sign of life of ${ref.name} is lost`, {
        reason: stringifyError(error),
      }),
    );
  };

  private async write(ref: WorkspaceRef, what: string): Promise<void> {
    const { clusters, driver, now } = this.options;
    const cluster = await clusters.get(ref.cluster);
    for (let left = ATTEMPTS; ; left--) {
      const found = await driver.afresh(cluster, ref);
      if (!found || !('facts' in found)) {
        return;
      }
      const lastSignal = { at: now().toISOString(), what };
      try {
        await driver.note(cluster, found.facts, { lastSignal });
        return;
      } catch (error) {
        const isStale =
          error instanceof KubernetesApiError && error.statusCode === 409;
        if (!isStale || left === 1) {
          throw error;
        }
      }
    }
  }
}
