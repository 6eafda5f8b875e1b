import type { AuthService } from '@backstage/backend-plugin-api';
import type {
  LogEvent,
  ScaffolderTask,
} from '@backstage/plugin-scaffolder-common';
import type { ScaffolderService } from '@backstage/plugin-scaffolder-node';
import { versionOf } from '@fairway-idp/backstage-plugin-golden-paths-node';
import type { AdoptionStore } from '../database/AdoptionStore';
import { runOf } from '../domain/adoption/runOf';
import type { Run } from '../domain/adoption/types';

const PAGE = 100;
const MOST_PAGES = 1000;

/** A task, and what it said of itself. */
export interface TaskStory {
  task: Pick<ScaffolderTask, 'id' | 'status' | 'createdAt' | 'spec'>;
  events: readonly LogEvent[];
}

interface RunCollectorOptions {
  auth: AuthService;
  scaffolder: ScaffolderService;
  store: AdoptionStore;
}

/** Reads the scaffolder's tasks; who started them is left there. */
export class RunCollector {
  private constructor(private readonly options: RunCollectorOptions) {}

  static create(options: RunCollectorOptions): RunCollector {
    return new RunCollector(options);
  }

  /** Back to the page on which nothing is new. */
  async collect(signal?: AbortSignal): Promise<void> {
    for (let page = 0; page < MOST_PAGES; page++) {
      signal?.throwIfAborted();
      const { items } = await this.options.scaffolder.listTasks(
        { limit: PAGE, offset: page * PAGE },
        await this.request(),
      );
      const fresh = await this.fresh(items);
      await this.take(await Promise.all(fresh.map(task => this.read(task))));
      if (items.length < PAGE || (fresh.length === 0 && items.some(isOfPath))) {
        return;
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

  /** Those of golden paths whose end is not known yet. */
  private async fresh(
    tasks: readonly ScaffolderTask[],
  ): Promise<ScaffolderTask[]> {
    const paths = tasks.filter(isOfPath);
    const ended = await this.options.store.ended(paths.map(({ id }) => id));
    return paths.filter(({ id }) => !ended.has(id));
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

function isOfPath({ spec }: ScaffolderTask): boolean {
  return 'steps' in spec && versionOf({ spec } as never) !== undefined;
}
