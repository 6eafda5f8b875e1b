import {
  ForgeError,
  type Forge,
  type ForgeErrorCause,
  type ForgeFile,
  type ForgeHint,
  type CommitStatus,
  type ForgeRepository,
  type PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
/** The next call will most likely end the same way. */
const HOLD_OFF: ForgeErrorCause[] = [
  'unreachable',
  'rate-limited',
  'unauthorized',
];

/**
 * A forge that is left alone for as long as it asks for, and for a while after
 * it could not be reached. Calls fail at once meanwhile, with the same words.
 */
export class GuardedForge implements Forge {
  private pause?: { until: number; error: ForgeError };
  /** Times in a row that it could not be used at all. */
  private misses = 0;

  private constructor(
    private readonly forge: Forge,
    private readonly now: () => number,
  ) {}

  static create(forge: Forge, now: () => number = Date.now): GuardedForge {
    return new GuardedForge(forge, now);
  }

  get type(): string {
    return this.forge.type;
  }

  get host(): string {
    return this.forge.host;
  }

  getRepository(...args: Parameters<Forge['getRepository']>) {
    return this.call<ForgeRepository>(() => this.forge.getRepository(...args));
  }

  listOpenPullRequests(...args: Parameters<Forge['listOpenPullRequests']>) {
    return this.call<PullRequest[]>(() =>
      this.forge.listOpenPullRequests(...args),
    );
  }

  getPullRequest(...args: Parameters<Forge['getPullRequest']>) {
    return this.call<PullRequest>(() => this.forge.getPullRequest(...args));
  }

  readFolder(...args: Parameters<Forge['readFolder']>) {
    return this.call<ForgeFile[]>(() => this.forge.readFolder(...args));
  }

  listStatuses(...args: Parameters<Forge['listStatuses']>) {
    return this.call<CommitStatus[]>(() => this.forge.listStatuses(...args));
  }

  setStatus(...args: Parameters<Forge['setStatus']>) {
    return this.call<void>(() => this.forge.setStatus(...args));
  }

  putComment(...args: Parameters<Forge['putComment']>) {
    return this.call<string>(() => this.forge.putComment(...args));
  }

  readWebhook(
    request: Parameters<Forge['readWebhook']>[0],
  ): ForgeHint | undefined {
    const hint = this.forge.readWebhook(request);
    // It is there: whoever waited for that need not wait longer.
    if (this.pause?.error.reason === 'unreachable') {
      this.pause = undefined;
    }
    return hint;
  }

  private async call<T>(work: () => Promise<T>): Promise<T> {
    const { pause } = this;
    if (pause && this.now() < pause.until) {
      throw new ForgeError(pause.error.message, pause.error.reason, {
        cause: pause.error,
        retryAfter: pause.until - this.now(),
      });
    }
    try {
      const result = await work();
      this.misses = 0;
      this.pause = undefined;
      return result;
    } catch (error) {
      this.noteFailure(error);
      throw error;
    }
  }

  private noteFailure(error: unknown): void {
    if (!(error instanceof ForgeError)) {
      return;
    }
    const { reason, retryAfter } = error;
    const missed = HOLD_OFF.includes(reason);
    this.misses = missed ? this.misses + 1 : 0;
    const own = missed
      ? Math.min(FIRST_PAUSE * 2 ** (this.misses - 1), LONGEST_PAUSE)
      : 0;
    const wait = Math.max(retryAfter ?? 0, own);
    if (wait > 0) {
      this.pause = { until: this.now() + wait, error };
    }
  }
}
