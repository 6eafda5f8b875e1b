import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  InputError,
  isError,
  NotAllowedError,
} from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { actorOf } from './audit';
import { placesOfRun, type RunPlaces } from './domain/placesOfRun';

/** Runs of templates, as far as a person may see them. */
export class Runs {
  private constructor(private readonly scaffolder: ScaffolderService) {}

  static create(options: { scaffolder: ScaffolderService }): Runs {
    return new Runs(options.scaffolder);
  }

  /**
   * Where an ended run of this very person may have made something.
   *
   * @throws InputError, NotAllowedError or ConflictError naming the run
   */
  async placesOf(
    run: string,
    credentials: BackstageCredentials,
  ): Promise<RunPlaces> {
    const { spec, status, createdBy } = await this.read(run, credentials);
    const person = actorOf(credentials);
    if (createdBy !== undefined && createdBy !== person) {
      throw new NotAllowedError(
        `run: ${run} is a run of ${createdBy}; only who started a run may undo it`,
      );
    }
    if (status === 'open' || status === 'processing') {
      throw new ConflictError(
        `run: ${run} is still going on; cancel it, or wait until it has ended`,
      );
    }
    const places = placesOfRun({
      steps: spec.steps.map(({ action, input }) => ({ action, input })),
      parameters: spec.parameters,
    });
    if (!places.repoUrl && !places.cluster) {
      throw new InputError(
        `run: the steps of ${run} do not tell where it may have made something`,
      );
    }
    return places;
  }

  private async read(run: string, credentials: BackstageCredentials) {
    try {
      // What the server answers with names who started it, the type does not.
      const task: Awaited<ReturnType<ScaffolderService['getTask']>> & {
        createdBy?: string;
      } = await this.scaffolder.getTask({ taskId: run }, { credentials });
      return task;
    } catch (error) {
      if (
        isError(error) &&
        ['NotFoundError', 'NotAllowedError'].includes(causeOf(error))
      ) {
        throw new InputError(
          `run: there is no run '${run}', or you may not see it`,
        );
      }
      throw error;
    }
  }
}

/** The name of the error, or of that with which another plugin answered. */
function causeOf(error: Error & { cause?: unknown }): string {
  return isError(error.cause) ? error.cause.name : error.name;
}
