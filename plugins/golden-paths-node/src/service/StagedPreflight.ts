import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError, stringifyError } from '@backstage/errors';
import type {
  GoldenPathFinding,
  PreflightReport,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Manifest } from '@fairway-idp/backstage-plugin-fairway-node/manifests';
import {
  notAsked,
  ofOthers,
  together,
  type OthersPlace,
} from '../domain/preflight/later';
import { dependencyAt } from '../domain/preflight/dependencyAt';
import { hostsOf } from '../domain/preflight/hosts';
import { stageFindings, type Stand } from '../domain/preflight/stages';
import type { Places } from './Places';
import type { Preflight, PreflightRequest } from './Preflight';

/** What is to be checked of a later stage. @public */
export interface LaterRequest extends PreflightRequest {
  /** e.g. `staging` */
  stage: string;
  /** Default: those of where it runs first, as {@link dependencyAt} has them here. */
  dependencies?: PreflightRequest['dependencies'];
}

/**
 * Asks where something runs first, and at the same time where it is delivered
 * later. Writes nothing.
 *
 * @public
 */
export class StagedPreflight {
  private constructor(
    private readonly options: { places: Places; preflight: Preflight },
  ) {}

  static create(options: {
    places: Places;
    preflight: Preflight;
  }): StagedPreflight {
    return new StagedPreflight(options);
  }

  /**
   * A later stage that cannot be asked is a finding of it; so is the first place
   * if others make it there.
   *
   * @throws NotAllowedError if the person may make nothing where it runs first,
   *   and is to make it
   */
  async check(
    first: PreflightRequest,
    later: readonly LaterRequest[],
    credentials: BackstageCredentials,
  ): Promise<PreflightReport> {
    const { places, preflight } = this.options;
    if (!first.byOthers) {
      await places.require(first, credentials);
    }
    const [report, ...others] = await Promise.all([
      first.byOthers
        ? this.ask(first, credentials)
        : preflight.check(first, credentials),
      ...later.map(one => this.ask(following(one, first), credentials)),
    ]);
    return together(report, [
      ...others,
      ...later.map((one, i) =>
        // Of all before it: the first, and the stages in their order.
        ofOthers(
          reportOf(
            stageFindings(standOf(one), [
              standOf(first),
              ...later.slice(0, i).map(standOf),
            ]),
          ),
          one,
        ),
      ),
    ]);
  }

  private async ask(
    request: PreflightRequest & { stage?: string },
    credentials: BackstageCredentials,
  ): Promise<PreflightReport> {
    const { places, preflight } = this.options;
    const { stage, cluster, namespace, fieldNames, ...rest } = request;
    const at: OthersPlace = { stage, cluster, namespace, fieldNames };
    try {
      await places.require(at, credentials);
      const report = await preflight.check(
        { ...rest, cluster, namespace },
        credentials,
      );
      return { ...ofOthers(report, at), ...(!stage && { urls: report.urls }) };
    } catch (error) {
      request.signal?.throwIfAborted();
      // Wrong objects are wrong at every stage.
      if (error instanceof InputError) {
        throw error;
      }
      return notAsked(
        at,
        error instanceof Error ? error.message : stringifyError(error),
      );
    }
  }
}

function following(
  request: LaterRequest,
  first: PreflightRequest,
): LaterRequest {
  const { stage, namespace, dependencies } = request;
  const at = { stage, from: first.namespace, to: namespace };
  return {
    ...request,
    dependencies:
      dependencies ?? first.dependencies?.map(one => dependencyAt(one, at)),
  };
}

function standOf(request: PreflightRequest & { stage?: string }): Stand {
  const { stage, cluster, namespace, objects } = request;
  return {
    stage,
    cluster,
    namespace,
    hosts: objects.flatMap(object => hostsOf(object as Manifest)),
  };
}

function reportOf(findings: GoldenPathFinding[]): PreflightReport {
  return { passed: findings.length === 0, findings, room: [] };
}
