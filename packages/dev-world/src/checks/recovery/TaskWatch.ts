import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';

interface Row {
  state?: string;
}

/**
 * Looks into the scaffolder's own database while the portal runs: whatever it
 * has written there survives a kill, and nothing else does.
 */
export class TaskWatch {
  readonly #folder: string;
  readonly #task: string;

  constructor(dataFolder: string, task: string) {
    this.#folder = dataFolder;
    this.#task = task;
  }

  /** Ids of the steps that are known to be done. */
  completedSteps(): string[] {
    const [row] = this.#read<Row>(
      'scaffolder',
      'select state from tasks where id = ?',
      this.#task,
    );
    const { state } = JSON.parse(row?.state ?? '{}') as {
      state?: { steps?: Record<string, { status: string }> };
    };
    const steps = state?.steps ?? {};
    return Object.keys(steps).filter(id => steps[id].status === 'completed');
  }

  hasEnded(): boolean {
    const [row] = this.#read<{ status: string }>(
      'scaffolder',
      'select status from tasks where id = ?',
      this.#task,
    );
    return row !== undefined && !['open', 'processing'].includes(row.status);
  }

  /** Whether this step has begun and gone on for a moment. */
  hasBegun(step: string): boolean {
    const events = this.#read<{ body: string }>(
      'scaffolder',
      'select body from task_events where task_id = ?',
      this.#task,
    ).map(({ body }) => JSON.parse(body) as { stepId?: string });
    // The step's first line says that it begins; the second is its own.
    return events.filter(({ stepId }) => stepId === step).length > 1;
  }

  hasLocation(target: string): boolean {
    return (
      this.#read('catalog', 'select id from locations where target = ?', target)
        .length > 0
    );
  }

  /** Nothing, where the database is being written or was left in the middle of it. */
  #read<T>(plugin: string, sql: string, parameter: string): T[] {
    const file = path.join(this.#folder, `${plugin}.sqlite`);
    let database: DatabaseSync | undefined;
    try {
      database = new DatabaseSync(file, { readOnly: true });
      return database.prepare(sql).all(parameter) as T[];
    } catch {
      return [];
    } finally {
      database?.close();
    }
  }
}
