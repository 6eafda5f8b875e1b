import type { ProgressStore, Running } from '../database/ProgressStore';

/** Milliseconds between two tellings that only differ in a number. */
const PACE = 1_000;

interface PassProgressOptions {
  progress: ProgressStore;
  now: () => Date;
}

/** One pass, as it tells how far it is. */
export interface Teller {
  /** What it does now. */
  tell(message: string): Promise<void>;
  /** The same, of one of many: told once a second. */
  count(done: number, all: number, doing: string): Promise<void>;
  end(): Promise<void>;
}

/** Lets people see how far passes are: through the database, as another replica may make them. */
export class PassProgress {
  private readonly listeners = new Set<() => void>();

  private constructor(private readonly options: PassProgressOptions) {}

  static create(options: PassProgressOptions): PassProgress {
    return new PassProgress(options);
  }

  /** Passes that go on, by cluster. */
  async all(): Promise<Map<string, Running>> {
    const { progress, now } = this.options;
    return progress.all(now());
  }

  /** Told of passes of this replica; others' are seen with the next look. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  begin(cluster: string): Teller {
    const { progress, now } = this.options;
    const since = now().toISOString();
    let told = -Infinity;
    const tell = async (message: string) => {
      const at = now();
      told = at.getTime();
      await progress.tell({ cluster, since, at: at.toISOString(), message });
      this.changed();
    };
    return {
      tell,
      count: async (done, all, doing) => {
        if (now().getTime() - told >= PACE) {
          await tell(`${doing}: ${done} of ${all}`);
        }
      },
      end: async () => {
        if (told > -Infinity) {
          await progress.end({ cluster, since });
        }
        this.changed();
      },
    };
  }

  private changed(): void {
    this.listeners.forEach(listener => listener());
  }
}
