import { NotFoundError } from '@backstage/errors';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import type {
  Cluster,
  FairwayClusters,
  ResourceType,
} from '@fairway-idp/backstage-plugin-fairway-node';
import { clusterAt, storiesAt, storyAt } from './objects';
import type { Year } from './types';

/** What time it is in the year; milliseconds since 1970. */
export interface Clock {
  now: number;
}

/** A scaffolder of which the year tells what it ran, and when it does not answer. */
export function yearScaffolder(year: Year, clock: Clock): ScaffolderService {
  const find = (taskId: string) => {
    requireAnswer(year, clock, { source: 'scaffolder' });
    const start = year.starts.find(({ task }) => task === taskId);
    if (!start || start.at > clock.now) {
      throw new NotFoundError(`No task with id '${taskId}' found`);
    }
    return storyAt(start, clock.now);
  };
  return {
    listTasks: async ({ limit, offset }: { limit: number; offset: number }) => {
      requireAnswer(year, clock, {
        source: 'scaffolder',
        page: offset / limit,
      });
      const all = storiesAt(year, clock.now).map(({ task }) => task);
      return {
        items: all.slice(offset, offset + limit),
        totalItems: all.length,
      };
    },
    getTask: async ({ taskId }: { taskId: string }) => find(taskId).task,
    getLogs: async ({ taskId }: { taskId: string }) => find(taskId).events,
  } as unknown as ScaffolderService;
}

/** Clusters of which the year tells what they held. */
export function yearClusters(year: Year, clock: Clock): FairwayClusters {
  const clusterOf = (name: string) =>
    ({
      name,
      reader: {
        list: async (
          { kind }: ResourceType,
          { namespace }: { namespace?: string } = {},
        ) => {
          requireAnswer(year, clock, { source: name });
          const { workloads, pods, namespaces } = clusterAt(
            year,
            name,
            clock.now,
          );
          const lists: Record<string, object[]> = {
            Namespace: namespaces,
            Pod: pods.filter(
              ({ metadata }) => metadata?.namespace === namespace,
            ),
          };
          return lists[kind] ?? workloads.filter(one => one.kind === kind);
        },
      },
    } as unknown as Cluster);
  return {
    list: async () => ['sim-a', 'sim-b'].map(clusterOf),
  } as unknown as FairwayClusters;
}

/** One that fails at a page fails at those after it, and answers all before. */
function requireAnswer(
  { silences }: Year,
  { now }: Clock,
  { source, page: asked = -1 }: { source: string; page?: number },
): void {
  const isSilent = silences.some(
    one =>
      one.source === source &&
      one.from <= now &&
      now < one.to &&
      (one.page === undefined || asked >= one.page),
  );
  if (isSilent) {
    throw new Error(`${source} does not answer`);
  }
}
