import { AuthenticationError } from '@backstage/errors';
import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  environmentsForgesExtensionPoint,
  ForgeError,
  type CommitStatus,
  type Forge,
  type ForgeErrorCause,
  type ForgeFile,
  type ForgeHint,
  type ForgeRepository,
  type PullRequest,
} from '@fairway-idp/backstage-plugin-fairway-node';

const SECRET = 'the secret of this test';

/**
 * A forge of one repository in memory, that fails when it is told to. What real
 * forges do is held by `forgeContract`.
 */
export class MemoryForge implements Forge {
  readonly type = 'memory';
  readonly host = 'git.example.com';
  readonly repository: ForgeRepository = {
    id: '7',
    fullName: 'shop/storefront',
    url: 'https://git.example.com/shop/storefront',
    defaultBranch: 'main',
  };
  readonly pulls = new Map<number, PullRequest>();
  /** By commit. */
  readonly files = new Map<string, ForgeFile[]>();
  /** By commit; the newest last. */
  readonly statuses = new Map<string, CommitStatus[]>();
  /** By pull request. */
  readonly comments = new Map<number, { body: string; writes: number }>();
  /** What every call ends with. */
  fault?: ForgeErrorCause;
  /** What only lists end with. */
  listFault?: ForgeErrorCause;
  /** By pull request: what only lists still take for its head. */
  readonly listedHeads = new Map<number, string>();
  private commits = 0;

  /** As a module of the environments plugin. */
  get feature(): BackendFeature {
    return createBackendModule({
      pluginId: 'environments',
      moduleId: 'memory',
      register: env => {
        env.registerInit({
          deps: { forges: environmentsForgesExtensionPoint },
          init: async ({ forges }) => forges.addForge(this),
        });
      },
    });
  }

  /** @returns its commit */
  open(number: number, files: ForgeFile[], more: Partial<PullRequest> = {}) {
    this.pulls.set(number, {
      repository: this.repository,
      number,
      title: `Change ${number}`,
      url: `${this.repository.url}/pulls/${number}`,
      author: 'alice',
      state: 'open',
      merged: false,
      draft: false,
      head: { commit: '', branch: `change-${number}`, repositoryId: '7' },
      base: { branch: 'main' },
      updatedAt: '2026-02-02T12:00:00Z',
      ...more,
    });
    return this.push(number, files);
  }

  /** @returns its commit */
  push(number: number, files: ForgeFile[]): string {
    const commit = (++this.commits).toString(16).padStart(40, '0');
    const pull = this.pulls.get(number)!;
    this.files.set(commit, files);
    this.pulls.set(number, { ...pull, head: { ...pull.head, commit } });
    return commit;
  }

  set(number: number, state: PullRequest['state']): void {
    this.pulls.set(number, { ...this.pulls.get(number)!, state });
  }

  /** The newest of ours, of a commit. */
  statusOf(commit: string): CommitStatus | undefined {
    return this.statuses
      .get(commit)
      ?.findLast(({ context }) => context.startsWith('fairway/'));
  }

  commentOn(number: number): string {
    return this.comments.get(number)?.body ?? '';
  }

  /** What is sent for an event of a pull request, signed. */
  webhook(hint: ForgeHint, secret = SECRET) {
    return { body: JSON.stringify(hint), headers: { 'x-secret': secret } };
  }

  async getRepository(fullName: string): Promise<ForgeRepository> {
    this.answer();
    if (fullName !== this.repository.fullName) {
      throw new ForgeError(`There is no ${fullName}`, 'not-found');
    }
    return this.repository;
  }

  async listOpenPullRequests(): Promise<PullRequest[]> {
    this.answer(this.listFault);
    return [...this.pulls.values()]
      .filter(({ state }) => state === 'open')
      .map(pull => {
        const commit = this.listedHeads.get(pull.number) ?? pull.head.commit;
        return { ...pull, head: { ...pull.head, commit } };
      });
  }

  async getPullRequest(_: unknown, number: number): Promise<PullRequest> {
    this.answer();
    const pull = this.pulls.get(number);
    if (!pull) {
      throw new ForgeError(`There is no pull request ${number}`, 'not-found');
    }
    return pull;
  }

  async readFolder(
    _: unknown,
    { commit }: { commit: string },
  ): Promise<ForgeFile[]> {
    this.answer();
    return this.files.get(commit) ?? [];
  }

  async listStatuses(_: unknown, commit: string): Promise<CommitStatus[]> {
    this.answer();
    const all = this.statuses.get(commit) ?? [];
    return [...new Map(all.map(one => [one.context, one])).values()];
  }

  async setStatus(
    _: unknown,
    commit: string,
    status: CommitStatus,
  ): Promise<void> {
    this.answer();
    this.statuses.set(commit, [...(this.statuses.get(commit) ?? []), status]);
  }

  async putComment(
    { number }: { number: number },
    { marker, body }: { marker: string; body: string },
  ): Promise<string> {
    this.answer();
    const writes = (this.comments.get(number)?.writes ?? 0) + 1;
    this.comments.set(number, { body: `${marker}\n${body}`, writes });
    return `comment-${number}`;
  }

  readWebhook({
    headers,
    rawBody,
  }: Parameters<Forge['readWebhook']>[0]): ForgeHint {
    if (headers['x-secret'] !== SECRET) {
      throw new AuthenticationError('The signature is wrong');
    }
    return JSON.parse(Buffer.from(rawBody).toString('utf8')) as ForgeHint;
  }

  private answer(fault = this.fault): void {
    if (fault) {
      throw new ForgeError(`The forge says ${fault}`, fault, {
        retryAfter: fault === 'rate-limited' ? 100 : undefined,
      });
    }
  }
}
