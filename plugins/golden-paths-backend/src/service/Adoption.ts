import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, stringifyError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  goldenPathAdoptionPermission,
  type AdoptionRange,
  type AdoptionView,
} from '@fairway-idp/backstage-plugin-fairway-common';
import type { Viewers } from '@fairway-idp/backstage-plugin-fairway-node';
import type { AdoptionStore, Look } from '../database/AdoptionStore';
import {
  bypassGroups,
  pathFigures,
  spanOf,
  type Facts,
  type PathFacts,
} from '../domain/adoption/figures';
import type { RunCollector } from './RunCollector';
import { SCAFFOLDER, type ServiceCollector } from './ServiceCollector';
import type { Templates } from './Templates';
import type { Caller } from './Upgrades';

interface AdoptionOptions {
  logger: LoggerService;
  permissions: PermissionsService;
  runs: RunCollector;
  services: ServiceCollector;
  store: AdoptionStore;
  templates: Templates;
  viewers: Viewers;
  now: () => Date;
}

/** What came of golden paths, and what was made without one. */
export class Adoption {
  private constructor(private readonly options: AdoptionOptions) {}

  static create(options: AdoptionOptions): Adoption {
    return new Adoption(options);
  }

  /** Collects what is new. */
  async collect(signal?: AbortSignal): Promise<void> {
    const { logger, runs, services, store, now } = this.options;
    const look = { source: SCAFFOLDER, at: now().toISOString() };
    try {
      const last = (await store.looks()).find(
        ({ source }) => source === SCAFFOLDER,
      );
      await runs.collect(last?.lookedAt, signal);
      await store.noteLook(look);
    } catch (error) {
      logger.warn(`The scaffolder's tasks: ${stringifyError(error)}`);
      await store.noteLook({ ...look, message: (error as Error).message });
    }
    await services.collect(signal);
  }

  async view(
    { range }: { range: AdoptionRange },
    { credentials }: Caller,
  ): Promise<AdoptionView> {
    const { permissions, store, viewers, now } = this.options;
    const user = viewers.requireUser(credentials);
    const [{ result }] = await permissions.authorize(
      [{ permission: goldenPathAdoptionPermission }],
      { credentials: user },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not see what came of golden paths: the portal's policy does not give you the permission ${goldenPathAdoptionPermission.name}`,
      );
    }
    const span = spanOf(range, now());
    const looks = await store.looks();
    const bypasses = await store.bypasses();
    const paths = await this.paths({
      runs: await store.runs({ since: new Date(span.from).toISOString() }),
      services: await store.services(),
      lookedAt: lookedAtOf(looks),
    });
    return {
      range,
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
      periodDays: span.periodDays,
      paths: paths.map(facts => pathFigures(facts, span)),
      bypassed: {
        workloads: bypasses.length,
        groups: bypassGroups(bypasses),
        isComplete: haveAllAnswered(looks),
      },
      errors: looks.flatMap(({ source, message }) =>
        message === undefined ? [] : [{ source, message }],
      ),
    };
  }

  /** Also those that the catalog no longer has, as long as something is left of them. */
  private async paths(facts: Facts): Promise<PathFacts[]> {
    const { logger, store, templates } = this.options;
    const listed = await templates.list();
    const refs = new Set([
      ...listed,
      ...(await store.templates()),
      ...facts.services.map(({ template }) => template),
    ]);
    return Promise.all(
      [...refs].sort().map(async template => {
        const its: Facts = {
          ...facts,
          runs: facts.runs.filter(one => one.template === template),
          services: facts.services.filter(one => one.template === template),
        };
        const known = { ...its, template, title: template, changelog: [] };
        if (!listed.includes(template)) {
          return known;
        }
        try {
          const { title, version, changelog } = await templates.now(template);
          return { ...known, title, latest: version, changelog };
        } catch (error) {
          logger.warn(`${template}: ${stringifyError(error)}`);
          return known;
        }
      }),
    );
  }
}

const ofClusters = (looks: readonly Look[]) =>
  looks.filter(({ source }) => source !== SCAFFOLDER);

/** When each cluster answered last; 0 for one that never did. */
function lookedAtOf(looks: readonly Look[]): Map<string, number> {
  return new Map(
    ofClusters(looks).map(({ source, lookedAt = 0 }) => [
      source,
      new Date(lookedAt).getTime(),
    ]),
  );
}

/** Whether the last look at each cluster told all; of no cluster nothing is told. */
function haveAllAnswered(looks: readonly Look[]): boolean {
  const its = ofClusters(looks);
  return (
    its.length > 0 &&
    its.every(
      ({ lookedAt, message }) =>
        lookedAt !== undefined && message === undefined,
    )
  );
}
