import type { AuthService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type {
  LogEvent,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-common';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { versionOf } from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { AdoptionStore } from '../database/AdoptionStore';
import { isNews, runOf, startOf } from '../domain/adoption/runOf';
import type { Run } from '../domain/adoption/types';

const PAGE = 100;
/** More are no history, but a scaffolder that does not count its pages. */
const MOST_PAGES = 10_000;
/** Milliseconds by which the clocks of portal and database may differ. */
const HOUR = 3_600_000;
/** Milliseconds after which a task that is nowhere will not end any more. */
const DAY = 24 * HOUR;
/** Milliseconds for which it is seen that what did not succeed is tried again. */
const RETRIED = 7 * DAY;

/** A task, and what it said of itself. */
export interface TaskStory {
  task: Pick<ScaffolderTask, 'id' | 'status' | 'createdAt' | 'spec'>;
  events: readonly LogEvent[];
}

interface RunCollectorOptions {
  auth: AuthService;
  scaffolder: ScaffolderService;
  store: AdoptionStore;
  now: () => Date;
}

/** Reads the scaffolder's tasks; who started them is left there. */
export class RunCollector {
  private constructor(private readonly options: RunCollectorOptions) {}

  static create(options: RunCollectorOptions): RunCollector {
    return new RunCollector(options);
  }

  /**
   * Reads all tasks that began since, the newest first, and how those stand that went
   * on or may have been tried again. Whoever calls notes the time only of a call that came to its end: one that
   * breaks off has read the newest, and the next has to reach what it left out.
   *
   * @param since - when the last call began that came to its end; absent: all
   */
  async collect(since: string | undefined, signal?: AbortSignal) {
    const until = since === undefined ? 0 : Date.parse(since) - HOUR;
    await this.takeUnsettled(signal);
    for (let page = 0; page < MOST_PAGES; page++) {
      signal?.throwIfAborted();
      const { items } = await this.options.scaffolder.listTasks(
        { limit: PAGE, offset: page * PAGE },
        await this.request(),
      );
      const fresh = await this.fresh(items);
      await this.take(await Promise.all(fresh.map(task => this.read(task))));
      const isPast = items.some(one => Date.parse(startOf(one)) < until);
      if (items.length < PAGE || isPast) {
        return;
      }
    }
    throw new Error(
      `The scaffolder lists more than ${
        MOST_PAGES * PAGE
      } tasks without an end`,
    );
  }

  /** Those of which more is to come may be on no page that is read again. */
  private async takeUnsettled(signal?: AbortSignal): Promise<void> {
    const { store, now } = this.options;
    const since = new Date(now().getTime() - RETRIED).toISOString();
    for (const run of await store.unsettled({ since })) {
      signal?.throwIfAborted();
      await this.takeAgain(run);
    }
  }

  private async takeAgain(run: Run): Promise<void> {
    const { scaffolder, store, now } = this.options;
    try {
      const task = await scaffolder.getTask(
        { taskId: run.task },
        await this.request(),
      );
      if (isNews(task, run)) {
        await this.take([await this.read(task)]);
      }
    } catch (error) {
      if (!isGone(error)) {
        throw error;
      }
      const age = now().getTime() - Date.parse(run.startedAt);
      // The scaffolder lost it: nobody will ever say how it ended.
      if (run.outcome === 'running' && age > DAY) {
        await store.putRuns([{ ...run, outcome: 'cancelled' }]);
      }
    }
  }

  /** Writes down what stories tell. */
  async take(stories: readonly TaskStory[]): Promise<void> {
    const runs = stories.flatMap<Run>(
      ({ task, events }) => runOf(task, events) ?? [],
    );
    await this.options.store.putRuns(runs);
  }

  /** Those of golden paths that say something else than is known. */
  private async fresh(
    tasks: readonly ScaffolderTask[],
  ): Promise<ScaffolderTask[]> {
    const paths = tasks.filter(isOfPath);
    const known = await this.options.store.runsOf(paths.map(({ id }) => id));
    return paths.filter(task => isNews(task, known.get(task.id)));
  }

  private async read(task: ScaffolderTask): Promise<TaskStory> {
    const events = await this.options.scaffolder.getLogs(
      { taskId: task.id },
      await this.request(),
    );
    return { task, events };
  }

  private async request() {
    return { credentials: await this.options.auth.getOwnServiceCredentials() };
  }
}

function isGone(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotFoundError' ||
      (error as { statusCode?: number }).statusCode === 404)
  );
}

function isOfPath({ spec }: ScaffolderTask): boolean {
  return 'steps' in spec && versionOf({ spec } as never) !== undefined;
}
